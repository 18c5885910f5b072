import { type Guild, SnowflakeUtil } from "discord.js";
import { Temporal } from "temporal-polyfill";
import { customId } from "../../src/discord/customIds.ts";
import { unlessGone } from "../../src/discord/failure.ts";
import { clip } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { BurstOutcome } from "../../src/prevention/arrivalService.ts";
import type { Newcomer } from "../../src/prevention/model.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import { chosen, form, select } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** A list holds so many; who came next stands in the next form. */
const SHOWN = 25;

export const burstInAll: ButtonHandler<"burst-in-all"> = {
	access: "staff",
	async run(interaction, [id], { arrivals, settings, now, t }) {
		const outcome = await arrivals.letIn(settings.guildId, id, "all", now);
		await reply(interaction, { text: told(outcome, "in", t) });
	},
};

/** Asks first; `burst-out-yes` removes. */
export const burstOut: ButtonHandler<"burst-out"> = {
	access: "staff",
	async run(interaction, [id], { arrivals, settings, now, t }) {
		const found = await arrivals.look(settings.guildId, id, now);
		if (!found || found.waiting.length === 0)
			return reply(interaction, { text: t("prevention:burst.nobody-waits") });
		await reply(interaction, {
			text: t("prevention:burst.out-ask", { count: found.waiting.length }),
			buttons: [
				button(t, "prevention:button.out-yes", "danger", "burst-out-yes", id),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const burstOutYes: ButtonHandler<"burst-out-yes"> = {
	access: "staff",
	async run(interaction, [id], { arrivals, settings, now, t }) {
		const outcome = await arrivals.remove(settings.guildId, id, "all", now);
		await reply(interaction, { text: told(outcome, "out", t) });
	},
};

export const burstEnd: ButtonHandler<"burst-end"> = {
	access: "staff",
	async run(interaction, [id], { arrivals, settings, now, t }) {
		const outcome = await arrivals.endPause(settings.guildId, id, now);
		const text = outcome.kind === "gone" ? t("prevention:burst.gone") : t("prevention:burst.ended");
		await reply(interaction, { text });
	},
};

/** The first of those who wait, to be chosen from. */
export const burstEach: ButtonHandler<"burst-each"> = {
	access: "staff",
	async run(interaction, [id], { arrivals, settings, now, t }) {
		const found = await arrivals.look(settings.guildId, id, now);
		if (!found || found.waiting.length === 0)
			return reply(interaction, { text: t("prevention:burst.nobody-waits") });
		const shown = await Promise.all(
			found.waiting.slice(0, SHOWN).map(async (each) => ({
				value: each.userId,
				label: await labelOf(each, interaction.guild, now, t),
			})),
		);
		const list = (name: string) => select(name, shown, { most: SHOWN, required: false });
		await interaction.showModal(
			form(customId("burst-each-form", id), t("prevention:each.title"), [
				t("prevention:each.text", { count: found.waiting.length, shown: shown.length }),
				{ label: t("prevention:each.in"), component: list("in") },
				{ label: t("prevention:each.out"), component: list("out") },
			]),
		);
	},
};

export const burstEachForm: FormHandler<"burst-each-form"> = {
	access: "staff",
	async run(interaction, [id], { arrivals, settings, now, t }) {
		const [into, out] = ["in", "out"].map((field) =>
			chosen(interaction, field).map((each) => UserId.parse(each)),
		);
		// Who is in both lists was a slip: nobody is removed by one.
		const removed = (out ?? []).filter((each) => !into?.includes(each));
		const outcomes = [
			await arrivals.letIn(settings.guildId, id, into ?? [], now),
			await arrivals.remove(settings.guildId, id, removed, now),
		];
		await reply(interaction, {
			text: outcomes.map((outcome, index) => told(outcome, index === 0 ? "in" : "out", t)).join("\n"),
		});
	},
};

/** What staff can tell people apart by: their name, and how old their account is. */
async function labelOf(
	{ userId }: Newcomer,
	guild: Guild,
	now: Temporal.Instant,
	t: Translate,
): Promise<string> {
	const member = await unlessGone(guild.members.fetch(userId));
	const made = Temporal.Instant.fromEpochMilliseconds(SnowflakeUtil.timestampFrom(userId));
	const days = Math.max(0, Math.floor(now.since(made).total("hours") / 24));
	const age = t("prevention:each.account", { count: days });
	return `${clip(member?.displayName ?? t("prevention:each.left"), 98 - age.length - 3)} · ${age}`;
}

function told(outcome: BurstOutcome, which: "in" | "out", t: Translate): string {
	return outcome.kind === "gone"
		? t("prevention:burst.gone")
		: t(`prevention:burst.told-${which}`, { count: outcome.people });
}
