import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { performance } from "node:perf_hooks";
import type { Stage } from "../../support/stage.ts";
import { audit } from "./audit.ts";
import type { YouthCast } from "./cast.ts";
import { Journal } from "./journal.ts";
import { GRACE_MINUTES } from "./presence.ts";
import type { SafetyFigures } from "./safety.ts";
import { playSummer, type Tell } from "./story.ts";

/** What a summer came to: the last line of `npm run demo -- --programme youth --json`. */
export interface Figures {
	plannedHours: number;
	openHours: number;
	understaffedMinutes: number;
	graceMinutes: number;
	closedForStaff: number;
	safety: SafetyFigures;
	[more: string]: number | SafetyFigures;
}

/** Plays a summer and tells how it went. @returns the figures, and whether everything was as it should be */
export async function youth(
	stage: Stage,
	cast: YouthCast,
	print: Tell,
): Promise<{ figures: Figures; good: boolean }> {
	const { sandbox } = stage;
	const began = performance.now();
	const journal = new Journal(sandbox);
	const played = await playSummer(stage, cast, print);
	const { sums, remindersSent, lost, duplicates, wrong } = await audit(journal, played);
	const violations = sandbox.violations();
	const { deeds } = played.team;
	const safety = played.safety.figures;
	print(`\n${deeds.figures?.text ?? ""}`);
	print(`\nThe same as a picture: ${savePicture(deeds.figures?.message?.images[0]?.data)}`);
	for (const one of lost) print(`LOST: ${one}`);
	for (const one of duplicates) print(`TWICE: ${one}`);
	for (const one of wrong) print(`WRONG: ${one}`);
	for (const one of violations) print(`AGAINST THE CONTRACT: ${one.what}: ${one.detail}`);
	const figures: Figures = {
		plannedHours: hours(sums.planned),
		openHours: hours(sums.open),
		understaffedMinutes: minutes(sums.understaffed),
		longestUnderstaffedMinutes: minutes(sums.longestUnderstaffed),
		graceMinutes: GRACE_MINUTES,
		overriddenMinutes: minutes(sums.overridden),
		closedForStaff: sums.shut.filter(({ how }) => how !== "late").length,
		openedLate: sums.shut.filter(({ how }) => how === "late").length,
		remindersSent,
		swaps: deeds.swaps,
		messages: journal.posted.length,
		duplicates: duplicates.length,
		lost: lost.length,
		wrong: wrong.length,
		contractViolations: violations.length,
		safety,
		seconds: Number(((performance.now() - began) / 1000).toFixed(1)),
		rssMb: Math.round(process.resourceUsage().maxRSS / 1024),
	};
	print(
		`\n${safety.reports} reports, the staff saw each within ${safety.reportToStaffSeconds} s; ${safety.helpAsked} asked for help; ` +
			`${safety.burstHeld} who came at once waited; left standing ${safety.messagesLeftStanding}, reporters named ${safety.outings}, ` +
			`alone with one of the staff ${safety.unsupervisedContacts}, unanswered ${safety.unanswered}`,
	);
	print(
		`\n${figures.plannedHours} hours planned, ${figures.openHours} open; ${figures.closedForStaff} times closed for want of staff, ${figures.openedLate} times opened late, ` +
			`${figures.understaffedMinutes} minutes open with too few (at most ${figures.longestUnderstaffedMinutes} at a time); ` +
			`${figures.remindersSent} reminders; lost ${lost.length}, twice ${duplicates.length}, wrong ${wrong.length}, ` +
			`against the contract ${violations.length}; ${figures.seconds} s, ${figures.rssMb} MB at most`,
	);
	const good = lost.length + duplicates.length + wrong.length + violations.length === 0;
	return { figures, good };
}

function savePicture(data: Buffer | undefined): string {
	if (!data) return "none";
	const folder = join(import.meta.dirname, "../../../var/demo/youth");
	mkdirSync(folder, { recursive: true });
	const path = join(folder, "figures.png");
	writeFileSync(path, data);
	return relative(process.cwd(), path);
}

function hours(ms: number): number {
	return Number((ms / 3_600_000).toFixed(2));
}

function minutes(ms: number): number {
	return Number((ms / 60_000).toFixed(1));
}
