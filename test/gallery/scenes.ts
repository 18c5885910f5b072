import { meeting, results } from "./scenes/meeting.ts";
import { newcomers } from "./scenes/newcomers.ts";
import { afterwards, beginning, day, nextDay } from "./scenes/places.ts";
import { guest, month, shifts, words } from "./scenes/rosters.ts";
import { over } from "./scenes/seriesOver.ts";
import { staff } from "./scenes/staff.ts";
import { after, before } from "./scenes/surveys.ts";
import { planning, wellbeing } from "./scenes/surveysOwn.ts";
import { ending, trouble } from "./scenes/trouble.ts";
import type { Visit } from "./visit.ts";

/** In the order in which they are played: time goes on from one to the next. */
export const scenes: Record<string, (visit: Visit) => Promise<void>> = {
	...newcomers,
	...before,
	...planning,
	...staff,
	...meeting,
	...after,
	...trouble,
	...results,
	...over,
	...ending,
};

/** The same of those who work: staff, places, shifts. */
export const workScenes: Record<string, (visit: Visit) => Promise<void>> = {
	...guest,
	...beginning,
	...wellbeing,
	...shifts,
	...day,
	...words,
	...nextDay,
	...month,
	...afterwards,
};
