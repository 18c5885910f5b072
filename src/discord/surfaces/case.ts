import type { Temporal } from "temporal-polyfill";
import { ANSWER_MINUTES, hasThread, waits } from "../../moderation/rules.ts";
import type { Surface } from "../../outbox/model.ts";
import { holders, isOn } from "../../rosters/rules.ts";
import type { Settings } from "../../setup/model.ts";
import { type Translate, translator } from "../../shared/i18n.ts";
import type { UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { State } from "../state.ts";
import { addressed } from "../views/addressed.ts";
import { appealAnswer, appealForCoordinator, figuresText } from "../views/appeal.ts";
import {
	type CallReason,
	caseCall,
	caseMore,
	casesWaiting,
	caseThread,
	wordFrom,
	wordTo,
} from "../views/case.ts";
import { stepButtons } from "../views/step.ts";
import { channelUrl } from "../views/text.ts";
import { view } from "../views/view.ts";
import { companyOf } from "./company.ts";
import { privately } from "./privately.ts";
import { placeFor } from "./step.ts";
import { type Loaded, type Place, show } from "./surface.ts";

type Shown = Exclude<
	Extract<Surface, { name: `case.${string}` | "moderation.month" }>,
	{ name: "case.hits" }
>;
type Of<N extends Shown["name"]> = Extract<Shown, { name: N }>;

/** What was reported, for those who handle it and, privately, for those whom they write to. */
export async function loadCase(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	switch (surface.name) {
		case "case.thread":
			return loadThread(state, tx, surface, now);
		case "case.more":
			return loadMore(state, tx, surface, now);
		case "case.call":
			return loadCall(state, tx, surface, now);
		case "case.waiting":
			return loadWaiting(state, tx, surface, now);
		case "case.word":
			return loadWord(state, tx, surface, now);
		case "case.appeal":
		case "case.appeal-answer":
			return loadAppeal(state, tx, surface);
		case "moderation.month":
			return loadMonth(state, tx, surface);
	}
}

async function loadThread(
	state: State,
	tx: Tx,
	{ caseId }: Of<"case.thread">,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const dossier = await state.moderation.dossier(tx, caseId);
	const settings = dossier && (await state.setup.find(tx, dossier.case.guildId));
	if (!dossier || !settings) return null;
	const { case: one } = dossier;
	const { audience } = one;
	const team = await state.moderation.team(tx, one, now);
	const t = translator(settings.language);
	return {
		guildId: one.guildId,
		place: {
			kind: "thread",
			parent: {
				kind: "channel",
				id: audience === "staff" ? settings.staffChannelId : settings.coordinatorChannelId,
			},
			name: t("moderation:case.title", { number: one.id }),
			of: null,
			with: audience === "staff" ? await companyOf(state, tx, one.guildId, team, one.subject) : team,
		},
		show: hasThread(one, now)
			? show(() => caseThread(t, dossier, { team, more: stepButtons(t, one) }), "standing")
			: null,
	};
}

async function loadMore(
	state: State,
	tx: Tx,
	{ caseId, reportId }: Of<"case.more">,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const dossier = await state.moderation.dossier(tx, caseId);
	const settings = dossier && (await state.setup.find(tx, dossier.case.guildId));
	const report = dossier?.reports.find(({ id }) => id === reportId);
	if (!dossier || !settings || !report) return null;
	const { case: one } = dossier;
	const team = (await state.moderation.team(tx, one, now)).slice(0, 10);
	const t = translator(settings.language);
	return {
		guildId: one.guildId,
		place: { kind: "inside", thread: { name: "case.thread", caseId } },
		show: one.state === "open" ? show(() => caseMore(t, report, team), "once") : null,
	};
}

/** In the coordinator's channel, while nobody has the case in hand and what it says is still so. */
async function loadCall(
	state: State,
	tx: Tx,
	{ caseId, why }: Of<"case.call">,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const one = await state.moderation.find(tx, caseId);
	const settings = one && (await state.setup.find(tx, one.guildId));
	if (!one || !settings) return null;
	const thread = await state.resources.get(tx, resourceKey.thread({ name: "case.thread", caseId }));
	const team = await state.moderation.team(tx, one, now);
	const isSo = {
		nobody: team.length === 0,
		unanswered: true,
		"no-thread": thread === undefined && team.length > 0,
	}[why];
	const reason: CallReason = why === "nobody" && one.audience === "coordinator" ? "coordinator" : why;
	const t = translator(settings.language);
	// The role may not let itself be called: those whom Piiri knows as coordinators are called themselves.
	const people = await state.moderation.coordinators(tx, one.guildId, one.subject);
	const told = { why: reason, minutes: ANSWER_MINUTES, role: settings.coordinatorRoleId, people };
	return {
		...inCoordinators(settings),
		show: waits(one) && isSo ? show(() => caseCall(t, one, told), "once") : null,
	};
}

async function loadWaiting(
	state: State,
	tx: Tx,
	{ ref }: Of<"case.waiting">,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const shift = await state.rosters.find(tx, ref);
	const settings = shift && (await state.setup.find(tx, shift.guildId));
	if (!shift || !settings) return null;
	const { guildId } = shift;
	const calls = holders(shift);
	// Who begins the shift may be the one whom a case is about.
	const waiting = (await state.moderation.waiting(tx, guildId)).filter(
		({ subject }) => subject === null || !calls.includes(subject),
	);
	const withThreads = await Promise.all(
		waiting.map(async (one) => {
			const key = resourceKey.thread({ name: "case.thread", caseId: one.id });
			const thread = await state.resources.get(tx, key);
			return { case: one, threadUrl: thread ? channelUrl(guildId, thread.discordId) : null };
		}),
	);
	const t = translator(settings.language);
	return {
		guildId,
		place: { kind: "channel", id: settings.staffChannelId },
		show:
			waiting.length > 0 && isOn(shift, now) ? show(() => casesWaiting(t, withThreads, calls), "once") : null,
	};
}

async function loadWord(
	state: State,
	tx: Tx,
	{ caseId, wordId }: Of<"case.word">,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const found = await state.moderation.word(tx, wordId);
	const settings = found && (await state.setup.find(tx, found.case.guildId));
	if (!found || !settings) return null;
	const { word, first, case: one } = found;
	const { guildId } = one;
	if (word.direction === "from") {
		const team = await state.moderation.team(tx, one, now);
		const calls = one.takenBy === null ? team.slice(0, 10) : [one.takenBy];
		const t = translator(settings.language);
		return {
			guildId,
			place: { kind: "inside", thread: { name: "case.thread", caseId } },
			show: show(() => wordFrom(t, word, calls), "once"),
		};
	}
	const t = await languageOf(state, tx, settings, word.userId);
	const place: Place | null =
		word.id === first.id
			? await privately(state, tx, { guildId, userId: word.userId, name: t("moderation:word.thread") })
			: { kind: "inside", thread: { name: "case.word", caseId, wordId: first.id } };
	if (!place) return null;
	const render = () => addressed(wordTo(t, word, one.state === "open"), word.userId);
	return { guildId, place, show: show(render, "once") };
}

async function loadAppeal(
	state: State,
	tx: Tx,
	surface: Of<"case.appeal" | "case.appeal-answer">,
): Promise<Loaded | null> {
	const found = await state.appeals.find(tx, surface.appealId);
	const settings = found && (await state.setup.find(tx, found.step.guildId));
	if (!found || !settings) return null;
	const { appeal, step } = found;
	if (surface.name === "case.appeal") {
		const t = translator(settings.language);
		const role = settings.coordinatorRoleId;
		const people = await state.moderation.coordinators(tx, step.guildId, step.subject);
		const render = () => appealForCoordinator(t, found, { role, people });
		return { ...inCoordinators(settings), show: show(render, "once") };
	}
	// Where they were told of the step.
	const there = await placeFor(state, tx, step);
	if (!there) return null;
	const { subject, language } = there;
	const thread = { name: "step.notice", stepId: step.id } as const;
	const known = await state.resources.get(tx, resourceKey.thread(thread));
	const place: Place = known ? { kind: "inside", thread } : there.place;
	const answer = appealAnswer(translator(language), found);
	const render = () => (place.kind === "person" ? answer : addressed(answer, subject));
	return { guildId: step.guildId, place, show: appeal.outcome === null ? null : show(render, "once") };
}

async function loadMonth(
	state: State,
	tx: Tx,
	{ guildId, month }: Of<"moderation.month">,
): Promise<Loaded | null> {
	const settings = await state.setup.find(tx, guildId);
	if (!settings) return null;
	const figures = await state.moderation.figures(tx, guildId, month);
	const t = translator(settings.language);
	const text = figuresText(t, month, figures, state.surveyThreshold);
	return { ...inCoordinators(settings), show: show(() => view([text]), "once") };
}

function inCoordinators({ guildId, coordinatorChannelId }: Settings): Omit<Loaded, "show"> {
	return { guildId, place: { kind: "channel", id: coordinatorChannelId } };
}

/** In the person's own language, as far as it is known. */
async function languageOf(state: State, tx: Tx, settings: Settings, userId: UserId): Promise<Translate> {
	const staff = await state.staff.find(tx, settings.guildId, userId);
	const [member] = await state.members.groupsOf(tx, settings.guildId, userId);
	return translator(staff?.language ?? member?.language ?? settings.language);
}
