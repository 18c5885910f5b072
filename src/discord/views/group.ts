import type { Temporal } from "temporal-polyfill";
import type { Version } from "../../groundRules/model.ts";
import type { Group } from "../../groups/model.ts";
import type { Programme } from "../../programmes/model.ts";
import type { Session } from "../../sessions/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import { rulesText, sinceText } from "./groundRules.ts";
import { safetyRow } from "./safetyRow.ts";
import { list, person, plain, relative, weekly, when } from "./text.ts";
import { button, TEXT_LIMIT, type View, view } from "./view.ts";

interface WelcomeModel {
	group: Group;
	programme: Programme | undefined;
	next: Session | undefined;
	/** The ground rules that hold; undefined when there are none. */
	rules: Version | undefined;
}

/** What the group is, its ground rules, join and leave. */
export function welcome(t: Translate, { group, programme, next, rules }: WelcomeModel): View {
	const open = group.state === "open";
	const about = [
		t("messages:welcome.when", {
			weekly: weekly(t, group.weekday, group.time),
			minutes: group.durationMinutes,
		}),
		next && t("messages:welcome.next", { when: when(next.startsAt) }),
		t("messages:welcome.commitment", { commitment: t(`messages:commitment.${group.commitment}`) }),
		t("messages:welcome.how"),
		t("messages:welcome.nickname"),
		group.recorded ? t("messages:welcome.recorded") : t("messages:welcome.not-recorded"),
		`-# ${t("messages:welcome.zone", { zone: placeOf(group.zone) })}`,
	].filter((line) => line !== undefined);
	return view([
		`## ${t("messages:welcome.title", { group: plain(group.name) })}`,
		programme?.description[t.language],
		open && about.join("\n"),
		rules && rules.rules.length > 0 && `### ${t("messages:welcome.rules")}\n${rulesText(rules.rules)}`,
		rules && sinceText(t, rules),
		"separator",
		open
			? t("messages:welcome.join-hint", {
					join: t("messages:button.join"),
					leave: t("messages:button.leave"),
				})
			: t("messages:welcome.over"),
		[
			...(open ? [button(t, "messages:button.join", "primary", "join", group.id)] : []),
			button(t, "messages:button.leave", "secondary", "leave", group.id),
			button(t, "messages:button.my-data", "secondary", "my-data"),
		],
		safetyRow(t, { kind: "group", groupId: group.id }),
	]);
}

/** The place that an IANA zone is named after: "Helsinki" of "Europe/Helsinki". */
function placeOf(zone: string): string {
	return zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
}

/** What the room is for. */
export function guide(t: Translate, group: Group, room: "introductions" | "questions" | "recordings"): View {
	const title = `## ${t(`messages:guide.${room}.title`)}`;
	const safety = safetyRow(t, { kind: "group", groupId: group.id });
	switch (room) {
		case "introductions":
			if (group.state !== "open") return view([title, t("messages:guide.introductions.over"), safety]);
			return view([
				title,
				t("messages:guide.introductions.text"),
				t("messages:guide.introductions.expires"),
				[
					button(t, "messages:button.introduce", "primary", "introduce", group.id),
					button(t, "messages:button.introduction-remove", "secondary", "introduction-remove", group.id),
				],
				safety,
			]);
		case "questions":
			return view([
				title,
				t("messages:guide.questions.text"),
				`-# ${t("messages:guide.questions.care")}`,
				group.state === "open" && [
					button(t, "messages:button.ask", "primary", "ask-next", group.id),
					button(t, "questions:button.mine", "secondary", "ask-mine", group.id),
				],
				safety,
			]);
		case "recordings":
			return view([
				title,
				group.recorded ? t("messages:guide.recordings.text") : t("messages:guide.recordings.none"),
				safety,
			]);
	}
}

interface ReadyModel {
	group: Group;
	sessions: Session[];
	inviteCode: string | null;
}

/** To staff: the group and its dates, and how people are invited. */
export function ready(t: Translate, { group, sessions, inviteCode }: ReadyModel): View {
	const title =
		group.series === 1
			? t("messages:ready.title", { group: plain(group.name) })
			: t("messages:ready.again", { group: plain(group.name) });
	const leads = [...new Set(sessions.flatMap((session) => session.facilitators))];
	return view([
		`## ${title}`,
		[
			inviteCode === null
				? t("messages:ready.no-invite")
				: t("messages:ready.invite", { url: `https://discord.gg/${inviteCode}` }),
			t("messages:ready.capacity", { count: group.capacity }),
			leads.length > 0 && t("messages:session.leads", { names: list(leads.map(person), t.language) }),
		]
			.filter((line) => line !== false)
			.join("\n"),
		dates(t, sessions),
		`-# ${t("messages:ready.next")}`,
	]);
}

/** As many dates as leave room for the rest of the message, and how many more there are. */
function dates(t: Translate, sessions: Session[]): string {
	if (sessions.length === 0) return t("messages:ready.no-dates");
	const lines = [`### ${t("messages:ready.dates")}`];
	let length = 0;
	for (const [index, session] of sessions.entries()) {
		const line = `${session.number} · ${when(session.startsAt)} ${plain(session.title)}`;
		length += line.length + 1;
		if (length > TEXT_LIMIT - 1500) {
			lines.push(t("messages:ready.more", { count: sessions.length - index }));
			break;
		}
		lines.push(line);
	}
	return lines.join("\n");
}

/** The series is over. `closesAt`: when the rooms become read-only; null when that is past or called off. */
export function thanks(
	t: Translate,
	{
		group,
		programme,
		closesAt,
	}: { group: Group; programme: Programme | undefined; closesAt: Temporal.Instant | null },
): View {
	const afterwards = programme?.afterwards[t.language];
	return view([
		`## ${t("messages:thanks.title")}`,
		t("messages:thanks.text"),
		afterwards && `### ${t("messages:thanks.afterwards")}\n${afterwards}`,
		t("stories:thanks"),
		closesAt && t("messages:thanks.closes", { when: relative(closesAt) }),
		[
			button(t, "stories:button.tell", "primary", "story", group.id),
			button(t, "messages:button.my-data", "secondary", "my-data"),
		],
	]);
}

/** A new series for the same people. */
export function continues(t: Translate, { group, sessions }: { group: Group; sessions: Session[] }): View {
	return view([
		`## ${t("messages:continues.title")}`,
		t("messages:continues.text", { leave: t("messages:button.leave") }),
		dates(t, sessions),
		[button(t, "messages:button.leave", "secondary", "leave", group.id)],
	]);
}

export function closed(t: Translate): View {
	return view([
		`## ${t("messages:closed.title")}`,
		t("messages:closed.text"),
		[button(t, "messages:button.my-data", "secondary", "my-data")],
	]);
}
