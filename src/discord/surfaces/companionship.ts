import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { isAhead } from "../../sessions/service.ts";
import { translator } from "../../shared/i18n.ts";
import type { UserId } from "../../shared/ids.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import {
	companyCard,
	companyMeeting,
	companyRequest,
	companySeeker,
	companyTable,
} from "../views/company.ts";
import { companyOf } from "./company.ts";
import { homeRooms } from "./home.ts";
import { privately } from "./privately.ts";
import { inRoom, type Loaded, show } from "./surface.ts";

type CompanySurface = Extract<Surface, { name: `company.${string}` }>;
type RequestSurface = Extract<CompanySurface, { name: "company.request" | "company.meeting" }>;
type TableSurface = Extract<CompanySurface, { name: "company.seeker" | "company.table" }>;

/** What is told of company: somebody at one's side, the weekly card, the open table. */
export async function loadCompanionship(
	state: State,
	tx: Tx,
	surface: CompanySurface,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	switch (surface.name) {
		case "company.request":
		case "company.meeting":
			return loadRequest(state, tx, surface);
		case "company.seeker":
		case "company.table":
			return loadTable(state, tx, surface, now);
		case "company.card": {
			const group = await state.groups.find(tx, surface.groupId);
			if (!group) return null;
			const thought = await state.company.cards.shown(tx, group, surface.date);
			const t = translator(group.language);
			return {
				guildId: group.guildId,
				place: inRoom(group, "discussion"),
				show: thought ? show(() => companyCard(t, thought), "changed") : null,
			};
		}
	}
}

async function loadRequest(state: State, tx: Tx, surface: RequestSurface): Promise<Loaded | null> {
	const found = await state.company.requests.find(tx, surface.companyId);
	const settings = found && (await state.setup.find(tx, found.group.guildId));
	if (!found || !settings) return null;
	const { request, session, group } = found;
	const { guildId } = group;
	if (surface.name === "company.request") {
		const staff = translator(settings.language);
		return {
			guildId,
			place: { kind: "channel", id: settings.staffChannelId },
			show: show(() => companyRequest(staff, found, isAhead(session)), "standing"),
		};
	}
	const t = translator(group.language);
	const { userId, takenBy } = request;
	const others = takenBy === null ? [] : await company(state, tx, found, takenBy);
	const place = await privately(state, tx, {
		guildId,
		userId,
		name: t("company:meeting.thread"),
		with: others,
	});
	if (!place) return null;
	return {
		guildId,
		place,
		show:
			takenBy !== null && others.length > 0
				? show(() => companyMeeting(t, found, takenBy), "standing")
				: null,
	};
}

/** Who of the staff is let in: who is with them. In a group for young people never one alone, or nobody. */
async function company(
	state: State,
	tx: Tx,
	{ request, session, group }: NonNullable<Awaited<ReturnType<State["company"]["requests"]["find"]>>>,
	takenBy: UserId,
): Promise<UserId[]> {
	if (!state.company.requests.isForMinors(group)) return [takenBy];
	const team = [...new Set([takenBy, ...session.facilitators])].filter((each) => each !== request.userId);
	const all = await companyOf(state, tx, group.guildId, team, request.userId, "leaders");
	return all.length > 1 ? all : [];
}

async function loadTable(
	state: State,
	tx: Tx,
	surface: TableSurface,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const { home } = surface;
	const rooms = await homeRooms(state, tx, home);
	const settings = rooms && (await state.setup.find(tx, rooms.guildId));
	if (!rooms || !settings) return null;
	const { guildId, voice, name } = rooms;
	const table = await state.company.table.look(tx, home, now);
	if (surface.name === "company.table") {
		const staff = translator(settings.language);
		const model = { name, present: table?.present ?? [], set: table?.set ?? false, voice, guildId };
		return {
			guildId,
			place: { kind: "channel", id: settings.staffChannelId },
			show: table?.somebody ? show(() => companyTable(staff, model), "standing") : null,
		};
	}
	const { userId } = surface;
	const t = translator(rooms.language);
	const place = await privately(state, tx, { guildId, userId, name: t("company:table.thread") });
	const called = table?.set && (await state.company.table.isCalled(tx, home, userId, now));
	if (!place) return null;
	return {
		guildId,
		place,
		show: called ? show(() => companySeeker(t, { home, guildId, voice, userId }), "standing") : null,
	};
}
