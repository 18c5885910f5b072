import type { Accompaniment } from "../../accompaniment/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import { quote } from "./help.ts";
import { list, person, plain } from "./text.ts";
import { button, type View, view } from "./view.ts";

/** Who would meet them: an account, words, or both. */
function contactText(t: Translate, { contactId, contact }: Accompaniment): string {
	const words = contact === "" ? null : plain(contact, 600);
	if (contactId === null) return words ?? "";
	const who = person(contactId);
	return words === null ? who : t("help:accompany.contact-both", { who, words });
}

function content(t: Translate, accompaniment: Accompaniment): string {
	return [
		t("help:accompany.service", { service: plain(accompaniment.service, 200) }),
		t("help:accompany.contact", { contact: contactText(t, accompaniment) }),
		t("help:accompany.would-tell"),
		quote(accompaniment.words, 1800),
	].join("\n");
}

/** To the person: all that would be told, before anything is. `hidden`: they talk as a visitor. */
export function accompanimentOffer(t: Translate, accompaniment: Accompaniment, hidden: boolean): View {
	const { id } = accompaniment;
	return view([
		`## ${t("help:accompany.title")}`,
		t("help:accompany.text"),
		content(t, accompaniment),
		t(accompaniment.contactId === null ? "help:accompany.if-yes-outside" : "help:accompany.if-yes"),
		hidden && `**${t("help:accompany.if-yes-visitor")}**`,
		[
			button(t, "help:button.accompany-yes", "primary", "accompany-yes", id),
			button(t, "help:button.accompany-no", "secondary", "accompany-no", id),
		],
	]);
}

/** Where they meet, with what the person said yes to. */
export function accompanimentMeeting(t: Translate, accompaniment: Accompaniment): View {
	const { id, userId, offeredBy, contactId } = accompaniment;
	const calls = [userId, offeredBy, contactId].filter((each) => each !== null);
	return view(
		[
			`## ${t("help:accompany.meeting")}`,
			t("help:accompany.meeting-text", { names: list(calls.map(person), t.language) }),
			content(t, accompaniment),
			`-# ${t("help:accompany.meeting-stop")}`,
			[button(t, "help:button.accompany-stop", "secondary", "accompany-stop", id)],
		],
		{ calls },
	);
}

/** For a few minutes: it was declined, or it has ended. */
export function accompanimentOver(t: Translate, { state }: Accompaniment): View {
	const declined = state === "declined";
	return view([
		`### ${t(declined ? "help:accompany.declined" : "help:accompany.over")}`,
		t(declined ? "help:reply.declined" : "help:accompany.over-text"),
	]);
}

/** To who offered: what became of it, without whom or what. */
export function accompanimentAnswer(t: Translate, { id, state, offeredBy }: Accompaniment): View {
	return view(
		[
			`### ${t("help:accompany.answer-title", { number: id })}`,
			t(`help:accompany.state.${state}`),
			offeredBy && `-# ${person(offeredBy)}`,
		],
		{ calls: offeredBy ? [offeredBy] : [] },
	);
}
