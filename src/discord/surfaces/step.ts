import type { Temporal } from "temporal-polyfill";
import type { Step } from "../../moderation/model.ts";
import { hasThread } from "../../moderation/rules.ts";
import { isAsked, stepEffects, toldDirectly } from "../../moderation/stepRules.ts";
import { type Effect, effectKey, type Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Language } from "../../shared/language.ts";
import type { Tx } from "../../shared/tx.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { State } from "../state.ts";
import type { SafetyOf } from "../views/safetyRow.ts";
import { stepNotice, stepReturned, stepStaff } from "../views/step.ts";
import { privately } from "./privately.ts";
import { type Loaded, type Place, show } from "./surface.ts";

type Shown = Extract<Surface, { name: `step.${string}` }>;

/** What is said of a step: to staff, to whom it concerns, and where a message was. */
export async function loadStep(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const step = await state.steps.find(tx, surface.stepId);
	if (!step) return null;
	switch (surface.name) {
		case "step.staff":
		case "step.asked":
			return loadStaff(state, tx, step, surface.name, now);
		case "step.notice":
			return step.kind === "slow" ? loadSlow(state, tx, step, now) : loadNotice(state, tx, step, now);
		case "step.returned":
			return loadReturned(state, tx, step, surface.messageId);
	}
}

/** A ban is told before it is carried out, if the person takes direct messages. */
async function isTold(state: State, tx: Tx, step: Step): Promise<boolean> {
	if (!toldDirectly(step)) return (await placeFor(state, tx, step)) !== null;
	const notice = resourceKey.message({ name: "step.notice", stepId: step.id });
	return (await state.resources.get(tx, notice)) !== undefined;
}

/** In the case's thread; what waits for a second of the staff also where the others read it. */
async function loadStaff(
	state: State,
	tx: Tx,
	step: Step,
	where: "step.staff" | "step.asked",
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const { guildId, caseId } = step;
	const settings = await state.setup.find(tx, guildId);
	const one = await state.moderation.find(tx, caseId);
	if (!settings || !one) return null;
	const model = {
		step,
		now,
		failed: await failureIn(state, tx, stepEffects(step)),
		told: await isTold(state, tx, step),
	};
	const t = translator(settings.language);
	if (where === "step.asked") {
		const { staffChannelId, coordinatorChannelId, coordinatorRoleId } = settings;
		const id = one.audience === "staff" ? staffChannelId : coordinatorChannelId;
		// The role may not let itself be called: those whom Piiri knows as coordinators are called themselves.
		const known = await state.moderation.coordinators(tx, guildId, step.subject);
		const call = { role: coordinatorRoleId, people: known.filter((each) => each !== step.by) };
		const called = () => stepStaff(t, { ...model, call });
		return {
			guildId,
			place: { kind: "channel", id },
			show: isAsked(step, now) ? show(called, "once") : null,
		};
	}
	const thread: Surface = { name: "case.thread", caseId };
	// Without its thread the case is in the record, and so is the step.
	const stands = hasThread(one, now) && (await state.resources.get(tx, resourceKey.thread(thread)));
	return {
		guildId,
		place: { kind: "inside", thread },
		show: stands ? show(() => stepStaff(t, model), "once") : null,
	};
}

/** Privately to the person whom it concerns; nothing is said of what could not be done. */
async function loadNotice(state: State, tx: Tx, step: Step, now: Temporal.Instant): Promise<Loaded | null> {
	const { guildId, state: at } = step;
	const found = await placeFor(state, tx, step);
	if (!found) return null;
	const { place, subject, language, name, server, of } = found;
	const failed = await failureIn(state, tx, stepEffects(step));
	const says = (at === "done" && failed === null) || at === "undone";
	const t = translator(language);
	const direct = place.kind === "person";
	const answered = direct && (await state.appeals.isAnswered(tx, step.id));
	const to = direct ? null : subject;
	const numbers = state.help.numbers(language);
	const model = { step, now, place: name, server, of: direct ? null : of, to, numbers, answered };
	// What was taken back before it was told is not told.
	const keep = at === "undone" ? "update" : "once";
	return { guildId, place, show: says ? show(() => stepNotice(t, model), keep) : null };
}

async function loadSlow(state: State, tx: Tx, step: Step, now: Temporal.Instant): Promise<Loaded | null> {
	const { guildId, where } = step;
	if (where.channelId === null) return null;
	const t = translator(await languageOf(state, tx, step));
	const holds = (await state.steps.of(tx, guildId, now)).some(({ id }) => id === step.id);
	const failed = await failureIn(state, tx, stepEffects(step));
	const model = { step, now, place: "", server: "", of: null, to: null, numbers: [] };
	return {
		guildId,
		place: { kind: "channel", id: where.channelId },
		show: holds && failed === null ? show(() => stepNotice(t, model), "once") : null,
	};
}

async function loadReturned(state: State, tx: Tx, step: Step, messageId: string): Promise<Loaded | null> {
	const copy = (await state.steps.hidden(tx, step)).find((each) => each.messageId === messageId);
	if (!copy) return null;
	const t = translator(await languageOf(state, tx, step));
	return {
		guildId: step.guildId,
		place: { kind: "channel", id: copy.channelId },
		show: step.state === "undone" ? show(() => stepReturned(t, copy), "once") : null,
	};
}

/** Where a person is told of a step, and how; null when nobody is concerned, or there is no room for it. */
export async function placeFor(state: State, tx: Tx, step: Step) {
	const { guildId, subject, where } = step;
	const settings = subject === null ? undefined : await state.setup.find(tx, guildId);
	if (subject === null || !settings) return null;
	const language = await languageOf(state, tx, step);
	const t = translator(language);
	const group = where.groupId === null ? undefined : await state.groups.find(tx, where.groupId);
	const openings = where.placeId === null ? undefined : await state.openings.place(tx, where.placeId);
	const of: SafetyOf | null = group
		? { kind: "group", groupId: group.id }
		: openings
			? { kind: "place", placeId: openings.id }
			: null;
	const server = state.serverName(guildId);
	const found = { subject, language, server, name: group?.name ?? openings?.name ?? server, of };
	const name = t("moderation:step.notice.thread");
	if (toldDirectly(step)) {
		const place: Place = { kind: "person", userId: subject, otherwise: { kind: "nowhere" } };
		return { ...found, place };
	}
	const thread = await privately(state, tx, { guildId, userId: subject, name });
	return thread && { ...found, place: thread as Place };
}

async function languageOf(state: State, tx: Tx, step: Step): Promise<Language> {
	const { guildId, subject, where } = step;
	const memberships = subject === null ? [] : await state.members.groupsOf(tx, guildId, subject);
	if (memberships[0]) return memberships[0].language;
	const group = where.groupId === null ? undefined : await state.groups.find(tx, where.groupId);
	const place = where.placeId === null ? undefined : await state.openings.place(tx, where.placeId);
	const around = group ?? place ?? (await state.setup.find(tx, guildId));
	return around?.language ?? "en";
}

/** Why Discord refused one of these effects; null when it did not. */
export async function failureIn(state: State, tx: Tx, effects: readonly Effect[]): Promise<string | null> {
	const keys = new Set(effects.map(effectKey));
	const row = (await state.outbox.failed(tx)).find(({ effect }) => keys.has(effectKey(effect)));
	return row ? (row.lastError ?? "?") : null;
}
