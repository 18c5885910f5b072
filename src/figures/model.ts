/** Hours of openings. Fractions of hours are kept. */
export interface Hours {
	planned: number;
	/** For which the doors really stood open. */
	open: number;
	/** For which they stayed closed for lack of supervisors. */
	short: number;
	/** That were called off beforehand; not among the planned. */
	calledOff: number;
}

export interface WeekOfHours extends Hours {
	/** ISO date of its Monday. */
	monday: string;
}

/** What a stretch of time looked like, for the coordinator and the funder. */
export interface Figures {
	total: Hours;
	/** The weeks in which something was planned, in order. */
	weeks: WeekOfHours[];
	/** How often the doors had to close, or could not open, for lack of supervisors. */
	closings: number;
	/** Shifts of each organisation, most first; null for those of none. */
	organisations: { name: string | null; shifts: number; minutes: number }[];
	/** How many short shifts were filled, and in how many minutes at the median; null when none was. */
	cover: { filled: number; medianMinutes: number | null };
}
