import type { Temporal } from "temporal-polyfill";
import type { HelpSeen } from "../../help/service.ts";
import type { Surface } from "../../outbox/model.ts";
import type { Settings } from "../../setup/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { HelpId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import { MissingResource } from "../failure.ts";
import { resourceKey } from "../resourceKeys.ts";
import type { State } from "../state.ts";
import {
	helpCall,
	helpCoordinator,
	helpStaff,
	helpThread,
	helpTold,
	helpUnmask,
	helpUnmasked,
	helpWord,
	visitorName,
} from "../views/help.ts";
import { companyOf } from "./company.ts";
import { privately } from "./privately.ts";
import { type Loaded, type Place, show } from "./surface.ts";

type HelpSurface = Extract<Surface, { name: `help.${string}` }>;

interface Known {
	state: State;
	tx: Tx;
	seen: HelpSeen;
	settings: Settings;
}

/** Null when the request is forgotten: then everything of it goes. */
export async function loadHelp(
	state: State,
	tx: Tx,
	surface: HelpSurface,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const seen = await state.help.look(tx, surface.helpId, now);
	const settings = seen && (await state.setup.find(tx, seen.request.guildId));
	if (!seen || !settings) return null;
	const known: Known = { state, tx, seen, settings };
	const { request, unmasking } = seen;
	const staff = translator(settings.language);
	const own = translator(request.language);
	const at = (place: Place, shown: Loaded["show"]): Loaded => ({
		guildId: request.guildId,
		place,
		show: shown,
	});
	switch (surface.name) {
		case "help.thread":
			return at(await personPlace(known), personShow(known));
		case "help.staff": {
			const { visitor } = request;
			if (!visitor) return null;
			const name = visitorName(staff, visitor);
			const team = [...new Set([...seen.present, ...seen.helpers])];
			const reading = await companyOf(state, tx, request.guildId, team, null, "leaders");
			const parent = { kind: "channel" as const, id: settings.staffChannelId };
			return at(
				{ kind: "thread", parent, name, of: null, with: reading },
				show(() => helpStaff(staff, seen, visitor), "standing"),
			);
		}
		case "help.call": {
			const waits = request.state === "waiting" && seen.present.length > 0;
			const call = await callOf(known);
			return at(
				{ kind: "channel", id: settings.staffChannelId },
				waits ? show(() => helpCall(staff, call), "once") : null,
			);
		}
		case "help.coordinator":
			return at(
				{ kind: "channel", id: settings.coordinatorChannelId },
				await coordinatorShow(known, surface.why),
			);
		case "help.word":
			return loadWord(known, surface);
		case "help.unmask": {
			const view = helpUnmask(staff, seen, now);
			return at(inside("help.staff", request.id), view && show(() => view, "once"));
		}
		case "help.unmasked":
			return at(
				{ kind: "channel", id: settings.coordinatorChannelId },
				unmasking?.secondAt ? show(() => helpUnmasked(staff, unmasking), "once") : null,
			);
		case "help.told":
			return at(
				inside("help.thread", request.id),
				unmasking?.toldAt && request.link ? show(() => helpTold(own, unmasking), "once") : null,
			);
	}
}

function inside(name: "help.thread" | "help.staff", helpId: HelpId): Place {
	return { kind: "inside", thread: { name, helpId } };
}

/**
 * The thread of a visitor is nobody's by name: what is remembered of a thread would else tell whose it is to those who
 * can read the database.
 */
async function personPlace({ state, tx, seen }: Known): Promise<Place> {
	const { request, person, present, helpers } = seen;
	const name = translator(request.language)("help:talk.thread");
	const kept = { kind: "inside" as const, thread: { name: "help.thread" as const, helpId: request.id } };
	// Forgotten, or the key is another: nobody can be let in any more.
	if (!person) return kept;
	const hidden = request.visitor !== null;
	const team = hidden ? [] : [...new Set([...present, ...helpers])].filter((each) => each !== person);
	const others = await companyOf(state, tx, request.guildId, team, person, "leaders");
	const whom = { guildId: request.guildId, userId: person, name, with: others, hidden };
	const place = await privately(state, tx, whom);
	if (!place) throw new MissingResource("a room for a private thread");
	return place;
}

function personShow({ state, seen }: Known): Loaded["show"] {
	const { request } = seen;
	if (request.visitor && !request.link) return null;
	const t = translator(request.language);
	return show(() => helpThread(t, seen, state.help.numbers(request.language)), "standing");
}

async function callOf({ state, tx, seen }: Known) {
	const { id: helpId, guildId, visitor } = seen.request;
	const name = visitor ? ("help.staff" as const) : ("help.thread" as const);
	const thread = await state.resources.get(tx, resourceKey.thread({ name, helpId }));
	return { seen, guildId, threadId: thread?.discordId ?? null };
}

async function coordinatorShow(known: Known, why: "nobody" | "unanswered"): Promise<Loaded["show"]> {
	const { seen, settings } = known;
	const { state, awaitedSince, escalatedAt } = seen.request;
	const so = why === "nobody" ? awaitedSince === null && escalatedAt === null : escalatedAt !== null;
	if (state !== "waiting" || !so) return null;
	const call = await callOf(known);
	const roleId = settings.coordinatorRoleId;
	// The role may not let itself be called; those whom Piiri knows as coordinators are called themselves.
	const staff = await known.state.staff.list(known.tx, seen.request.guildId);
	const people = staff.flatMap(({ userId, duties }) => (duties.includes("coordinator") ? [userId] : []));
	return show(() => helpCoordinator(translator(settings.language), { ...call, why, roleId, people }), "once");
}

async function loadWord(
	{ state, tx, seen, settings }: Known,
	{ helpId, wordId, side }: Extract<HelpSurface, { name: "help.word" }>,
): Promise<Loaded | null> {
	const { request } = seen;
	const { visitor, guildId } = request;
	const word = await state.help.word(tx, wordId);
	if (!word || !visitor) return null;
	const t = translator(side === "person" ? request.language : settings.language);
	const gone = side === "person" && !request.link;
	return {
		guildId,
		place: inside(side === "person" ? "help.thread" : "help.staff", helpId),
		show: gone ? null : show(() => helpWord(t, { word, side, visitor, seen }), "once"),
	};
}
