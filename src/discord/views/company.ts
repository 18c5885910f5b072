import type { CompanyRequest, Thought } from "../../company/model.ts";
import type { Group } from "../../groups/model.ts";
import type { Session } from "../../sessions/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { GuildId, HomeRef, UserId } from "../../shared/ids.ts";
import { channelUrl, list, person, plain, when } from "./text.ts";
import { button, link, type View, view } from "./view.ts";

interface Asked {
	request: CompanyRequest;
	session: Session;
	group: Group;
}

function meeting(t: Translate, { session, group }: Omit<Asked, "request">): string {
	return t("company:meeting.which", {
		number: session.number,
		title: plain(session.title),
		group: plain(group.name),
		when: when(session.startsAt),
	});
}

/** To staff: somebody would like one of those who lead at their side. They are called until one says yes. */
export function companyRequest(t: Translate, asked: Asked, waits: boolean): View {
	const { request, session } = asked;
	const { id, userId, takenBy } = request;
	const calls = takenBy === null && waits ? session.facilitators.slice(0, 25) : [];
	const who = person(userId);
	return view(
		[
			`### ${t("company:request.title")}`,
			[t("company:request.text", { who }), meeting(t, asked)].join("\n"),
			takenBy === null ? t("company:request.do") : t("company:request.taken", { name: person(takenBy) }),
			calls.length > 0 && `-# ${t("company:request.for", { names: list(calls.map(person), t.language) })}`,
			[
				takenBy === null
					? button(t, "company:button.with", "primary", "company-with", id)
					: button(t, "company:button.cannot", "secondary", "company-cannot", id),
			],
		],
		{ calls },
	);
}

/** To both, where they can talk: who is with them. */
export function companyMeeting(t: Translate, asked: Asked, takenBy: UserId): View {
	const { request } = asked;
	const { id, userId } = request;
	return view(
		[
			`### ${t("company:meeting.title")}`,
			[t("company:meeting.text", { who: person(userId), name: person(takenBy) }), meeting(t, asked)].join(
				"\n",
			),
			t("company:meeting.how"),
			[button(t, "company:button.stop", "secondary", "company-stop", id)],
		],
		{ calls: [userId] },
	);
}

/** A small deed or thought: nobody is called, nothing is asked back. */
export function companyCard(t: Translate, { text }: Thought): View {
	return view([`### ${t("company:card.title")}`, text[t.language], `-# ${t("company:card.note")}`]);
}

/** To one person: the door is open. `voice`: the room's Discord id. */
export function companySeeker(
	t: Translate,
	{ home, guildId, voice, userId }: { home: HomeRef; guildId: GuildId; voice: string | null; userId: UserId },
): View {
	return view(
		[
			`### ${t("company:table.open")}`,
			t("company:table.open-text"),
			[
				...(voice === null ? [] : [link(t, "company:button.to-voice", channelUrl(guildId, voice))]),
				button(t, "company:button.table-stop", "secondary", "company-table-stop", home),
			],
		],
		{ calls: [userId] },
	);
}

/** To staff: somebody would like company; those on duty are asked to come. Never who, never how many. */
export function companyTable(
	t: Translate,
	{
		name,
		present,
		set,
		voice,
		guildId,
	}: { name: string; present: UserId[]; set: boolean; voice: string | null; guildId: GuildId },
): View {
	const calls = set ? present.slice(0, 25) : [];
	return view(
		[
			`### ${t("company:table.staff", { where: plain(name) })}`,
			t(set ? "company:table.staff-set" : "company:table.staff-waits"),
			calls.length > 0 && `-# ${t("company:request.for", { names: list(calls.map(person), t.language) })}`,
			set && voice !== null && [link(t, "company:button.to-voice", channelUrl(guildId, voice))],
		],
		{ calls },
	);
}

/** What the card of a home says of its open table. */
export function tableLine(t: Translate, somebody: boolean): string {
	return t(somebody ? "company:table.somebody" : "company:table.nobody");
}

export function tableButtons(t: Translate, home: HomeRef) {
	return [button(t, "company:button.table", "secondary", "company-table", home)];
}
