import { plain, when } from "../../src/discord/views/text.ts";
import type { Session } from "../../src/sessions/model.ts";
import { sessionHere } from "../complete.ts";
import type { StaffDesk } from "../desk.ts";
import type { ButtonHandler, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { askedSession, sessionOption } from "./option.ts";

export const start: Subcommand = {
	name: "start",
	access: "staff",
	options: [sessionOption],
	async run(interaction, desk) {
		const asked = await askedSession(interaction, desk);
		if (asked) await reply(interaction, { text: await started(asked.session, desk) });
	},
};

export const end: Subcommand = {
	name: "end",
	access: "staff",
	options: [sessionOption],
	async run(interaction, desk) {
		const asked = await askedSession(interaction, desk);
		if (asked) await reply(interaction, { text: await ended(asked.session, desk) });
	},
};

export const startButton: ButtonHandler<"session-start"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const here = await sessionHere(id, desk.settings.guildId, desk);
		const text = here ? await started(here.session, desk) : desk.t("replies:common.session-gone");
		await reply(interaction, { text });
	},
};

export const endButton: ButtonHandler<"session-end"> = {
	access: "staff",
	async run(interaction, [id], desk) {
		const here = await sessionHere(id, desk.settings.guildId, desk);
		const text = here ? await ended(here.session, desk) : desk.t("replies:common.session-gone");
		await reply(interaction, { text });
	},
};

async function started({ id }: Session, { sessions, now, t }: StaffDesk): Promise<string> {
	const outcome = await sessions.start(id, now);
	switch (outcome.kind) {
		case "started":
			return t("replies:session.started", { title: plain(outcome.session.title) });
		case "too-early":
			return t("replies:session.too-early", { when: when(outcome.doorsAt) });
		case "over":
			return t("replies:session.over", { title: plain(outcome.session.title) });
		case "already-live":
		case "not-two-on-duty":
			return t(`replies:session.${outcome.kind}`);
		case "not-found":
			return t("replies:common.session-gone");
	}
}

async function ended({ id }: Session, { sessions, now, t }: StaffDesk): Promise<string> {
	const outcome = await sessions.end(id, now);
	switch (outcome.kind) {
		case "ended":
			return t("replies:session.ended", { title: plain(outcome.session.title) });
		case "over":
			return t("replies:session.over", { title: plain(outcome.session.title) });
		case "not-live":
			return t("replies:session.not-live");
		case "not-found":
			return t("replies:common.session-gone");
	}
}
