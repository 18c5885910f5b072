import type { Temporal } from "temporal-polyfill";
import type { Mark, Recording } from "../../recordings/model.ts";
import type { Session } from "../../sessions/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { UserId } from "../../shared/ids.ts";
import { timeInto } from "../../shared/time.ts";
import { person, plain, relative, when } from "./text.ts";
import { button, file, type View, view } from "./view.ts";

/** The line under the voice room's name while a recording runs. */
export function recordingStatus(t: Translate, { state }: Pick<Recording, "state">): string {
	return t(state === "paused" ? "recordings:status.paused" : "recordings:status.on");
}

/** In the voice room: what is recorded, and everybody's yes or no. Only of one that is starting, on or paused. */
export function recordingNotice(t: Translate, recording: Recording): View {
	const { id, state, trouble, sessionId } = recording;
	const shown = state === "on" || state === "paused" ? state : "starting";
	const part = t(`recordings:part.${recording.part}`);
	return view([
		`### ${t(`recordings:notice.title.${shown}`)}`,
		trouble === "two-staff"
			? t("recordings:notice.two-staff")
			: t(`recordings:notice.text.${shown}`, { part }),
		t("recordings:notice.consent"),
		shown !== "paused" && t("recordings:notice.off"),
		[
			button(t, "recordings:button.yes", "primary", "recording-yes", sessionId),
			button(t, "recordings:button.no", "secondary", "recording-no", sessionId),
			...(shown === "paused" ? [] : [button(t, "recordings:button.off", "danger", "recording-off", id)]),
		],
	]);
}

/** In the voice room, to somebody who has said neither yes nor no. */
export function recordingAsk(t: Translate, { sessionId }: Recording, userId: UserId): View {
	return view(
		[
			t("recordings:ask", { person: person(userId) }),
			[
				button(t, "recordings:button.yes", "primary", "recording-yes", sessionId),
				button(t, "recordings:button.no", "secondary", "recording-no", sessionId),
			],
		],
		{ calls: [userId] },
	);
}

/** What staff are warned of while it runs; worked out of what is heard, and never kept. */
export type Warning = "silent" | "loss";

export function recordingStaff(
	t: Translate,
	recording: Recording,
	session: Session,
	{ warnings, progress, marks }: { warnings: readonly Warning[]; progress?: number; marks: readonly Mark[] },
): View {
	const { id, state, trouble } = recording;
	const running = state === "starting" || state === "on" || state === "paused";
	const discussed = marks.some(({ kind }) => kind === "discussion");
	return view([
		`### ${t("recordings:staff.title", { title: plain(session.title) })}`,
		`**${t(`recordings:staff.state.${state}`)}**`,
		trouble &&
			`${t(`recordings:staff.trouble.${trouble}`)}${running ? ` ${t("recordings:staff.goes-on")}` : ""}`,
		progress !== undefined && t("recordings:staff.progress", { percent: Math.round(progress * 100) }),
		running && warnings.map((each) => t(`recordings:staff.warning.${each}`)).join("\n"),
		running
			? [
					...(state === "paused"
						? [button(t, "recordings:button.resume", "primary", "recording-resume", id)]
						: [button(t, "recordings:button.off", "secondary", "recording-off", id)]),
					...(discussed
						? []
						: [button(t, "recordings:button.discussion", "secondary", "recording-discussion", id)]),
					button(t, "recordings:button.mark", "secondary", "recording-mark", id),
					button(t, "recordings:button.stop", "danger", "recording-stop", id),
				]
			: [],
	]);
}

/** So many chapters stand on a card; the page has them all. */
const CHAPTERS = 20;

/** In the group's recordings. `listens`: whether there is a page to listen on. */
export function recordingCard(
	t: Translate,
	{
		recording,
		session,
		chapters,
		listens,
		sound,
	}: {
		recording: Recording;
		session: Session;
		/** By what is heard. */
		chapters: readonly Mark[];
		listens: boolean;
		/** The recording itself, when it is attached. */
		sound?: Buffer;
	},
): View {
	const { id, mix, expiresAt } = recording;
	const name = `${session.number}.ogg`;
	const title = `## ${t("recordings:card.title", { number: session.number, title: plain(session.title) })}`;
	const held = t("recordings:card.held", { when: when(session.startsAt) });
	if (!mix) return view([title, held, t("recordings:card.preparing")]);
	const parts = [
		title,
		[
			held,
			t("recordings:card.length", { length: minutes(t, mix.durationMs) }),
			expiresAt ? untilText(t, expiresAt) : t("recordings:card.until-series"),
		].join("\n"),
		chapters.length > 0 &&
			[
				t("recordings:card.chapters"),
				...chapters.slice(0, CHAPTERS).map((mark) => `${timeInto(mark.atMs)} ${chapterName(t, mark)}`),
			].join("\n"),
		sound && file(name),
		sound
			? t("recordings:card.attached")
			: listens
				? t("recordings:card.who")
				: t("recordings:card.no-address"),
		[
			...(listens && !sound
				? [button(t, "recordings:button.listen", "primary", "recording-listen", id)]
				: []),
			button(t, "recordings:button.take-out", "secondary", "recording-take-out", id),
		],
	];
	return view(parts, { files: sound ? [{ name, data: sound }] : [] });
}

export function recordingExpiring(t: Translate, session: Session, at: Temporal.Instant): View {
	return view([
		`### ${t("recordings:expiring.title")}`,
		t("recordings:expiring.text", {
			title: plain(session.title),
			when: when(at),
			relative: relative(at),
		}),
	]);
}

/** What a chapter is called, safe to show. */
function chapterName(t: Translate, { kind, title }: Mark): string {
	return title === null ? t(`recordings:card.chapter.${kind}`) : plain(title, 80);
}

function minutes(t: Translate, ms: number): string {
	return t("recordings:minutes", { count: Math.max(1, Math.round(ms / 60_000)) });
}

function untilText(t: Translate, at: Temporal.Instant): string {
	return t("recordings:card.until", { when: when(at), relative: relative(at) });
}
