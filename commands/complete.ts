import { clip } from "../src/discord/views/text.ts";
import type { Group } from "../src/groups/model.ts";
import type { Session } from "../src/sessions/model.ts";
import { isOpen } from "../src/sessions/service.ts";
import { GroupId, type GuildId, SessionId } from "../src/shared/ids.ts";
import { isZone } from "../src/shared/time.ts";
import type { Desk } from "./desk.ts";
import type { Choice } from "./kinds.ts";
import { wallClock } from "./text.ts";

/** Discord shows at most so many, and so much of each. */
const MOST = 25;
const LONGEST = 100;

/** Where those who use Piiri live comes first. */
const nearZones = [
	"Europe/Helsinki",
	"Europe/Mariehamn",
	"Europe/Stockholm",
	"Europe/Oslo",
	"Europe/Tallinn",
];
const zones = [...new Set([...nearZones, ...Intl.supportedValuesOf("timeZone")])].filter(isZone);

export function completeZone(typed: string): Choice[] {
	return fitting(
		typed,
		zones.map((zone) => ({ name: zone, value: zone })),
	);
}

export function completeProgramme(typed: string, desk: Desk): Choice[] {
	const { language } = desk.t;
	return fitting(
		typed,
		[...desk.programmes.values()].map(({ key, name }) => ({ name: name[language], value: key })),
	);
}

export async function completeGroup(typed: string, desk: Desk): Promise<Choice[]> {
	return fitting(
		typed,
		(await groupsHere(desk)).map(({ id, name }) => ({ name, value: String(id) })),
	);
}

/** Sessions that are still to come or going on, the next first. */
export async function completeSession(typed: string, desk: Desk): Promise<Choice[]> {
	const all = await openSessions(desk);
	return fitting(
		typed,
		all.map(({ session, group }) => ({
			name: [
				`${session.number} · ${session.title}`,
				wallClock(session.startsAt, group.zone, desk.t.language),
				group.name,
			].join(" · "),
			value: String(session.id),
		})),
	);
}

/** The group that a chosen (or typed) value means, when it is one of this server. */
export async function chosenGroup(value: string, guildId: GuildId, desk: Desk): Promise<Group | undefined> {
	const id = GroupId.safeParse(Number(value));
	if (id.success) return groupHere(id.data, guildId, desk);
	const named = (await groupsHere(desk)).filter(({ name }) => fold(name) === fold(value.trim()));
	return named.length === 1 ? named[0] : undefined;
}

/** The session that a chosen value means, with its group, when it is one of this server. */
export async function chosenSession(value: string, guildId: GuildId, desk: Desk) {
	const id = SessionId.safeParse(Number(value));
	return id.success ? sessionHere(id.data, guildId, desk) : undefined;
}

/** Ids come from people and may be of another server. */
export async function groupHere(id: GroupId, guildId: GuildId, desk: Desk): Promise<Group | undefined> {
	const group = await desk.groups.get(id);
	return group?.guildId === guildId && group.state !== "archived" ? group : undefined;
}

export async function sessionHere(
	id: SessionId,
	guildId: GuildId,
	desk: Desk,
): Promise<{ session: Session; group: Group } | undefined> {
	const session = await desk.sessions.get(id);
	const group = session && (await groupHere(session.groupId, guildId, desk));
	return session && group ? { session, group } : undefined;
}

/** The sessions of this server that are still to come or going on, with their groups, the next first. */
export async function openSessions(desk: Desk): Promise<{ session: Session; group: Group }[]> {
	const groups = await groupsHere(desk);
	const all = await Promise.all(
		groups.map(async (group) =>
			(await desk.sessions.list(group.id)).filter(isOpen).map((session) => ({ session, group })),
		),
	);
	return all
		.flat()
		.toSorted((a, b) => a.session.startsAt.epochMilliseconds - b.session.startsAt.epochMilliseconds);
}

async function groupsHere(desk: Desk): Promise<Group[]> {
	return desk.settings ? await desk.groups.list(desk.settings.guildId) : [];
}

/** The choices that fit what has been typed: at most 25, each name cut to what Discord shows. */
export function fitting(typed: string, choices: Choice[]): Choice[] {
	const wanted = fold(typed.trim());
	return choices
		.filter(({ name, value }) => fold(name).includes(wanted) || fold(value) === wanted)
		.slice(0, MOST)
		.map(({ name, value }) => ({ name: clip(name, LONGEST), value }));
}

/** Without regard to case or accents: "ahtari" finds "Ähtäri". */
function fold(text: string): string {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
