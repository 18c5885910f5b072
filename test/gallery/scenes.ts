import { help } from "./scenes/help.ts";
import { meeting, results } from "./scenes/meeting.ts";
import { newcomers } from "./scenes/newcomers.ts";
import { afterwards, beginning, day, nextDay } from "./scenes/places.ts";
import { crowds, guarded } from "./scenes/prevention.ts";
import { recordings } from "./scenes/recordings.ts";
import { reports } from "./scenes/reports.ts";
import { guest, month, shifts, words } from "./scenes/rosters.ts";
import { over } from "./scenes/seriesOver.ts";
import { staff } from "./scenes/staff.ts";
import { after, before } from "./scenes/surveys.ts";
import { planning, wellbeing } from "./scenes/surveysOwn.ts";
import { together } from "./scenes/together.ts";
import { ending, trouble } from "./scenes/trouble.ts";
import type { Visit } from "./visit.ts";

/** In the order in which they are played: time goes on from one to the next. */
const series: Record<string, (visit: Visit) => Promise<void>> = {
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
const work: Record<string, (visit: Visit) => Promise<void>> = {
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

/** The same of what keeps people safe, and of recordings. */
const safety: Record<string, (visit: Visit) => Promise<void>> = {
	...guarded,
	...together,
	...help,
	...reports,
	...recordings,
	...crowds,
};

/** Each part is played on a server of its own. */
export const parts = { series, work, safety };
export type Part = keyof typeof parts;
