import { ButtonBuilder, ButtonStyle } from "discord.js";
import { Temporal } from "temporal-polyfill";
import type { Notice, NoticeContent, NoticePicture } from "../../noticeboard/model.ts";
import { domainOf, isForeign } from "../../noticeboard/service.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { NoticeId } from "../../shared/ids.ts";
import { channelUrl, clip, fitting, plain, plainLines, span, when } from "./text.ts";
import { type Attachment, button, link, picture, TEXT_LIMIT, type View, view } from "./view.ts";

/** So many on the card, and on a page of those that are read privately. */
const ON_CARD = 10;

type Shown = Notice & { shown: NoticeContent };

/** Everything that comes, in order of date; what there is no room for is a press away. */
export function board(t: Translate, notices: readonly Shown[], zone: string): View {
	const lines = notices.slice(0, ON_CARD).map((notice, index, all) => {
		const month = monthOf(t, notice.shown, zone);
		const before = all[index - 1];
		const heading = before && monthOf(t, before.shown, zone) === month ? "" : `### ${month}\n`;
		return `${heading}${shortText(t, notice)}`;
	});
	const { shown } = fitting(lines, TEXT_LIMIT - 900);
	const left = notices.length - shown.length;
	return view([
		`## ${t("noticeboard:board.title")}`,
		t("noticeboard:board.text"),
		notices.length === 0 ? t("noticeboard:board.empty") : shown.join("\n"),
		left > 0 && t("noticeboard:board.more", { count: left }),
		[
			...(notices.length > 0 ? [button(t, "noticeboard:button.browse", "primary", "notice-browse", 0)] : []),
			button(t, "noticeboard:button.new", "secondary", "notice-new"),
			button(t, "noticeboard:button.mine", "secondary", "notice-mine", 0),
		],
	]);
}

/** Title, organisation, time and place: two lines. */
export function shortText(t: Translate, { organisation, shown }: Shown): string {
	return [
		t("noticeboard:line.what", { title: plain(shown.title, 160), organisation: plain(organisation, 120) }),
		t("noticeboard:line.when", { when: timeText(shown), where: plain(shown.where, 200) }),
	].join("\n");
}

/** All that a notice tells; the domain of its link is said, so that nobody is led elsewhere. */
export function noticeText(t: Translate, organisation: string, content: NoticeContent): string {
	const domain = content.link === null ? null : domainOf(content.link);
	return [
		`## ${plain(content.title, 180)}`,
		t("noticeboard:full.organisation", { organisation: plain(organisation, 140) }),
		t("noticeboard:full.when", { when: timeText(content) }),
		t("noticeboard:full.where", { where: plain(content.where, 250) }),
		...(content.audience === ""
			? []
			: [t("noticeboard:full.audience", { audience: plain(content.audience, 250) })]),
		...(content.text === "" ? [] : [plainLines(content.text, 1700)]),
		...(domain === null ? [] : [t("noticeboard:full.link", { domain: plain(domain, 260) })]),
		...(domain !== null && isForeign(domain) ? [t("noticeboard:full.foreign")] : []),
	].join("\n");
}

/** Leads where the notice says; none when it leads nowhere. */
export function linkButtons(t: Translate, { link }: NoticeContent): ButtonBuilder[] {
	if (link === null) return [];
	const label = clip(t("noticeboard:button.open", { domain: domainOf(link) }), 80);
	return [new ButtonBuilder().setLabel(label).setStyle(ButtonStyle.Link).setURL(link)];
}

export function pictureFile(id: NoticeId, { type, data }: NoticePicture): Attachment {
	return { name: `notice-${id}.${type === "png" ? "png" : "jpg"}`, data };
}

/** To staff: what is to stand on the board. */
export function review(
	t: Translate,
	{ id, organisation, shown, revision }: Notice,
	proposed: NoticeContent,
	image: NoticePicture | undefined,
): View {
	const file = image && pictureFile(id, image);
	return view(
		[
			`### ${t("noticeboard:review.title")}`,
			t(shown ? "noticeboard:review.changed" : "noticeboard:review.new"),
			"separator",
			noticeText(t, organisation, proposed),
			file && picture(file.name, proposed.picture?.alt ?? ""),
			proposed.picture && t("noticeboard:review.alt", { alt: plain(proposed.picture.alt, 400) }),
			linkButtons(t, proposed),
			"separator",
			[
				button(t, "noticeboard:button.approve", "primary", "notice-approve", id, revision),
				button(t, "noticeboard:button.return", "secondary", "notice-answer", id, revision, "return"),
				button(t, "noticeboard:button.refuse", "secondary", "notice-answer", id, revision, "refuse"),
			],
		],
		{ files: file ? [file] : [] },
	);
}

/** To who wrote it: what was decided. Nothing is pressed here: with the next step the thread goes, and its answers. */
export function decidedText(
	t: Translate,
	{ guildId, proposed, shown, word, author }: Notice,
	state: "approved" | "returned" | "refused" | "removed",
	boardId: string,
): View {
	const title = (proposed ?? shown)?.title;
	return view(
		[
			`### ${t(`noticeboard:decided.${state}.title`)}`,
			title !== undefined && `**${plain(title, 180)}**`,
			t(`noticeboard:decided.${state}.text`),
			word !== "" && `> ${plainLines(word, 1200).replaceAll("\n", "\n> ")}`,
			t("noticeboard:decided.where"),
			[link(t, "noticeboard:button.to-board", channelUrl(guildId, boardId))],
		],
		{ calls: author ? [author] : [] },
	);
}

function monthOf({ language }: Translate, { startsAt }: NoticeContent, timeZone: string): string {
	return Temporal.Instant.from(startsAt).toLocaleString(language, {
		timeZone,
		month: "long",
		year: "numeric",
	});
}

/** Day, or hour; an end that was not told is the day's, and is not shown. */
function timeText({ startsAt: from, endsAt: until, timed }: NoticeContent): string {
	const startsAt = Temporal.Instant.from(from);
	const endsAt = Temporal.Instant.from(until);
	if (!timed) return `<t:${Math.floor(startsAt.epochMilliseconds / 1000)}:D>`;
	return hasEnd(endsAt) ? span({ startsAt, endsAt }) : when(startsAt);
}

/** An end that was told is on a full minute; the day's is a second before midnight. */
function hasEnd(endsAt: Temporal.Instant): boolean {
	return endsAt.epochMilliseconds % 60_000 === 0;
}
