import { ChannelType } from "discord.js";
import { translator } from "../../src/shared/i18n.ts";
import { helpStage } from "../help/stage.ts";
import type { Answer, Person } from "../sandbox/index.ts";
import type { SeenMessage } from "../sandbox/people/seen.ts";
import type { Crew, Play } from "../support/play.ts";
import type { Filled } from "../support/stage.ts";

export const t = translator("fi");
export const staffRoom = "henkilökunta";
/** A room where everybody writes. */
export const talk = "yleinen";
export const REPORT = t("moderation:menu.message");

export interface ReportStage {
	piiri: Play;
	crew: Crew;
	person: (name: string) => Promise<Person>;
	/** Reports a message by its menu. */
	report: (who: Person, message: SeenMessage, words?: Words) => Promise<Answer>;
	/** Presses what opens a form, fills it by labels and sends it. */
	fill: (open: () => Promise<Answer>, values: Filled) => Promise<Answer>;
}

export interface Words {
	text?: string;
	urgent?: boolean;
	reason?: "bullying" | "danger" | "other";
}

/** The form of a report, filled. */
export function filled({ text = "", urgent = false, reason = "bullying" }: Words): Filled {
	return {
		[t("moderation:form.reason")]: [t(`moderation:reason.${reason}`)],
		...(text !== "" && { [t("moderation:form.text")]: text }),
		[t("moderation:form.urgent")]: [t(`moderation:form.urgent-${urgent ? "yes" : "no"}`)],
	};
}

/** A youth room; with `open`, Anna and Bo are on duty. */
export async function reportStage(open = true): Promise<ReportStage> {
	const { piiri, crew, person } = await helpStage(open);
	crew.owner.createChannel(talk);
	const { stage } = piiri;
	return {
		piiri,
		crew,
		person,
		fill: (opened, values) => stage.fill(opened, values),
		report: (who, message, words = {}) => stage.fill(() => who.contextMenu(REPORT, message), filled(words)),
	};
}

/** The name of a case's thread. */
export function threadOf(number: number): string {
	return t("moderation:case.title", { number });
}

/** Everything that a person can read on the server, with what only they see. */
export function everything(person: Person): string {
	const rooms = person
		.channels()
		.flatMap(({ name, type }) => (type === ChannelType.GuildText ? person.read(name) : []));
	const threads = person.threads().flatMap(({ name }) => person.readThread(name));
	return [...rooms, ...threads, ...person.privateReplies(), ...person.dms()]
		.map(({ text }) => text)
		.join("\n");
}
