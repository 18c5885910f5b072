import { summer, type YouthCast } from "../demo/youth/cast.ts";

const [aino, bertta, daniel, , fatima, helmi, ilmari, jere, kaisu, , , , sami, vilma] = summer.supervisors;
const there = [aino, bertta, daniel, fatima, helmi, ilmari, jere, kaisu, sami].flatMap((one) => one ?? []);

/** One week of the youth server, with what happens in a summer. */
export const week: YouthCast = {
	...summer,
	supervisors: [...there, ...(vilma ? [{ ...vilma, vanishesOn: "2026-06-03" }] : [])],
	regulars: {
		1: ["Aino Aalto", "Daniel Dahl"],
		2: ["Fatima Farah", "Sami Salo"],
		3: ["Helmi Heino", "Jere Jokela"],
		4: ["Ilmari Ikonen", "Vilma Virta"],
		5: ["Kaisu Kettunen", "Aino Aalto"],
	},
	young: summer.young.slice(0, 2),
	autumnGroup: null,
	begins: "2026-05-27T05:00:00Z",
	until: "2026-06-05",
	closed: [],
	themes: [{ date: "2026-06-04", title: "Yksinäisyys", professional: "terveydenhoitaja Pekka" }],
	copies: [],
	safety: { ...summer.safety, scenes: ["hidden", "help"] },
	incidents: [
		{ kind: "ill", hoursBefore: 20, found: true },
		{ kind: "early", minutesBeforeEnd: 90, standInAfter: 2 },
		{ kind: "early", minutesBeforeEnd: 60, standInAfter: null },
		{ kind: "swap", way: "named" },
	],
};

/** Three days of it, for what would take too long with more. */
export const days: YouthCast = {
	...week,
	supervisors: [aino, fatima, helmi, jere, sami].flatMap((one) => one ?? []),
	regulars: {
		1: ["Aino Aalto", "Jere Jokela"],
		2: ["Fatima Farah", "Sami Salo"],
		3: ["Helmi Heino", "Aino Aalto"],
	},
	begins: "2026-05-29T05:00:00Z",
	until: "2026-06-03",
	themes: [],
	incidents: [
		{ kind: "ill", hoursBefore: 20, found: true },
		{ kind: "early", minutesBeforeEnd: 60, standInAfter: null },
		{ kind: "swap", way: "for-theirs" },
	],
};
