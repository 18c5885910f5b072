import { GuildScheduledEventStatus } from "discord-api-types/v10";
import { translator } from "../../src/shared/i18n.ts";
import type { Sandbox } from "../sandbox/index.ts";
import { messageText } from "../sandbox/world/snapshot.ts";
import { auditSurveys, type SurveyLine } from "./auditSurveys.ts";
import type { Cast } from "./casts.ts";
import type { Deeds } from "./troupe.ts";

interface Posted {
	channel: string;
	text: string;
}

/** Writes down every message that the bot posts for others, and every scheduled event, as the sandbox sees them made. */
export class Journal {
	readonly posted: Posted[] = [];
	readonly eventsMade: string[] = [];
	readonly eventsHeld: string[] = [];

	constructor({ world }: Sandbox) {
		world.on(({ t, d }) => {
			const event = d as { id: string; channel_id: string; name: string; status: number };
			if (t === "GUILD_SCHEDULED_EVENT_CREATE") this.eventsMade.push(event.name);
			if (t === "GUILD_SCHEDULED_EVENT_UPDATE" && event.status === GuildScheduledEventStatus.Completed)
				this.eventsHeld.push(event.name);
			if (t !== "MESSAGE_CREATE") return;
			const channel = world.channel(event.channel_id);
			const message = channel.messages.find(({ id }) => id === event.id);
			if (message?.authorId !== world.botId || message.onlyFor !== null || message.type !== 0) return;
			this.posted.push({ channel: channel.name, text: messageText(message) });
		});
	}
}

export interface Findings {
	messages: number;
	surveys: SurveyLine[];
	/** What the coordinator reads of the whole series. */
	series: string;
	/** What should be there once and was not; and what was there too often. In words. */
	lost: string[];
	duplicates: string[];
}

/** Holds what stands, and what was ever posted, against what the people did. */
export async function audit(sandbox: Sandbox, journal: Journal, cast: Cast, deeds: Deeds): Promise<Findings> {
	const t = translator(cast.language);
	const findings: Findings = {
		messages: journal.posted.length,
		surveys: [],
		series: "",
		lost: [],
		duplicates: [],
	};
	const once = (what: string, count: number, expected = 1) => {
		for (let n = count; n < expected; n++) findings.lost.push(what);
		for (let n = expected; n < count; n++) findings.duplicates.push(what);
	};
	const posted = (channel: string, ...parts: string[]) =>
		journal.posted.filter((one) => one.channel === channel && parts.every((part) => one.text.includes(part)))
			.length;
	const discussion = t("messages:room.discussion.name");
	const voice = t("messages:room.voice.name");
	/** The words of a text before its first place to fill. */
	const start = (text: string) => text.split("\u0000")[0] ?? "";

	for (const [index, title] of deeds.titles.entries()) {
		const heading = t("messages:session.title", { number: index + 1, title });
		once(`card of ${title}`, posted(discussion, `## ${heading}`));
		once(`staff card of ${title}`, posted("henkilökunta", `### ${heading}`));
		once(`reminder a day before ${title}`, posted(discussion, t("messages:reminder.day"), title));
		once(`reminder an hour before ${title}`, posted(discussion, t("messages:reminder.hour"), title));
		once(`event of ${title}`, journal.eventsMade.filter((name) => name.endsWith(`: ${title}`)).length);
		once(
			`end of the event of ${title}`,
			journal.eventsHeld.filter((name) => name.endsWith(`: ${title}`)).length,
		);
		once(
			`survey after ${title}`,
			posted(discussion, start(t("messages:survey.text", { title, until: "\u0000", count: 5, free: "" }))),
		);
		const reminder = start(t("surveys:reminder", { count: 1, until: "\u0000", titles: "" }));
		once(`reminder of the survey after ${title}`, posted(discussion, reminder, `** (${title})`));
		once(`reminder of the debrief after ${title}`, posted("henkilökunta", reminder, `** (${title})`));
		once(
			`debrief after ${title}`,
			posted("henkilökunta", start(t("surveys:asks.debrief", { title, count: 5, until: "\u0000" }))),
		);
	}
	const asked = { "series-start": 5, "series-end": 8 };
	for (const [occasion, count] of Object.entries(asked)) {
		const text = t(`surveys:asks.${occasion as keyof typeof asked}`, {
			until: "\u0000",
			count,
			free: "\u0000",
		});
		once(`question of ${occasion}`, posted(discussion, start(text)));
	}
	once("word that a session ends soon", posted(voice, t("messages:ending.title")), deeds.titles.length);
	once("word that a session was moved", posted(discussion, t("messages:notice.moved.title")));
	once("word that facilitators are missing", posted("henkilökunta", t("messages:understaffed.title")));
	once("thanks at the end", posted(discussion, t("messages:thanks.title")));
	once("word that the rooms are closed", posted(discussion, t("messages:closed.title")));
	once(
		"newcomer told to staff",
		posted("henkilökunta", start(t("messages:newcomer.title", { nickname: "\u0000" }))),
		deeds.joined,
	);
	for (const [text, count] of counted(journal.posted.map(({ channel, text }) => `${channel}: ${text}`)))
		if (count > 1) findings.duplicates.push(`posted ${count} times in ${text.slice(0, 80)}`);

	const [server] = sandbox.snapshot().guilds;
	const members = server?.members.filter(({ roles }) => roles.includes(cast.groupName)) ?? [];
	const nicknames = members.map(({ nick }) => nick ?? "").sort();
	once("members as they joined and left", Number(nicknames.join() === deeds.members.join()));
	const rooms = server?.channels.filter(({ category }) => category === cast.groupName) ?? [];
	once("room", rooms.length, 6);
	const room = rooms.find(({ name }) => name === t("messages:room.introductions.name"));
	const introductions = room?.messages.filter(({ onlyFor }) => onlyFor === null);
	once("introductions gone at the end", Number(introductions?.length === 1));

	const coordinator = await sandbox.person(cast.coordinator);
	const summaries = coordinator.read("koosteet").filter(({ author }) => author === "Piiri");
	return { ...findings, ...auditSurveys(t, cast, deeds, summaries, once) };
}

function counted(texts: string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return counts;
}
