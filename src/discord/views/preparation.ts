import type { Group } from "../../groups/model.ts";
import type { Asked } from "../../questions/model.ts";
import type { Expert, Session } from "../../sessions/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import { type Nicknames, questionButtons, questionLines } from "./questions.ts";
import { people } from "./shift.ts";
import { channel, channelUrl, plain, relative, when } from "./text.ts";
import { link, type View, view } from "./view.ts";

export interface PreparationModel {
	session: Session;
	expert: Expert;
	group: Group;
	/** The group's rooms, by Discord id; null when one is missing. */
	/** What was sent in beforehand. */
	questions: readonly Asked[];
	nicknames: Nicknames;
	rooms: { voice: string | null; questions: string | null };
}

/** To the visiting expert and the facilitators: how it goes, what was asked, and how to try the voice room. */
export function preparation(
	t: Translate,
	{ session, expert, group, rooms, questions: asked, nicknames }: PreparationModel,
): View {
	const { guildId } = group;
	const section = (heading: string, text: string) => `**${heading}**\n${text}`;
	const voice = rooms.voice && channel(rooms.voice);
	const questions = rooms.questions && channel(rooms.questions);
	return view([
		`### ${t("rosters:preparation.title", { expert: plain(expert.name, 120) })}`,
		[
			t("rosters:preparation.text", { title: plain(session.title) }),
			t("messages:session.when", { when: when(session.startsAt), relative: relative(session.startsAt) }),
			...(session.facilitators.length > 0
				? [t("rosters:preparation.leads", { names: people(t, session.facilitators) })]
				: []),
		].join("\n"),
		voice && section(t("rosters:preparation.how-title"), t("rosters:preparation.how", { room: voice })),
		questions &&
			section(
				t("rosters:preparation.questions-title"),
				t("rosters:preparation.questions", { room: questions }),
			),
		asked.length > 0 && questionLines(t, asked, nicknames, 2000),
		asked.length > 0 && questionButtons(t, session.id, "expert"),
		voice && section(t("rosters:preparation.try-title"), t("rosters:preparation.try", { room: voice })),
		`-# ${t("rosters:preparation.until")}`,
		[
			...(rooms.questions
				? [link(t, "messages:guide.questions.title", channelUrl(guildId, rooms.questions))]
				: []),
			...(rooms.voice ? [link(t, "messages:button.to-voice", channelUrl(guildId, rooms.voice))] : []),
		],
	]);
}
