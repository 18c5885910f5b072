import { meeting, results } from "./scenes/meeting.ts";
import { newcomers } from "./scenes/newcomers.ts";
import { afterwards, beginning, day, nextDay } from "./scenes/places.ts";
import { guest, month, shifts, words } from "./scenes/rosters.ts";
import { staff } from "./scenes/staff.ts";
import { ending, trouble } from "./scenes/trouble.ts";
import type { Visit } from "./visit.ts";

/** In the order in which they are played: time goes on from one to the next. */
export const scenes: Record<string, (visit: Visit) => Promise<void>> = {
	...newcomers,
	...staff,
	...meeting,
	...trouble,
	...results,
	...ending,
};

/** The same of those who work: staff, places, shifts. */
export const workScenes: Record<string, (visit: Visit) => Promise<void>> = {
	...guest,
	...beginning,
	...shifts,
	...day,
	...words,
	...nextDay,
	...month,
	...afterwards,
};
