import type { GuildMember, ModalSubmitInteraction } from "discord.js";
import { unlessGone } from "../../src/discord/failure.ts";
import { numbersText } from "../../src/discord/views/crisis.ts";
import { when } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { Reason, type Standing } from "../../src/moderation/model.ts";
import type { ReportInput, ReportOutcome } from "../../src/moderation/reports.ts";
import { REPORT_LENGTH } from "../../src/moderation/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { GuildId, UserId } from "../../src/shared/ids.ts";
import { mayUse } from "../access.ts";
import type { StaffDesk } from "../desk.ts";
import { chosen, type Field, form, personSelect, radios, select, textInput, written } from "../form.ts";
import { reply } from "../reply.ts";

/** `about`: what is reported. Of a message the words may be left out; by the button whom it is about is asked too. */
export function reportForm(id: string, t: Translate, about: "message" | "person" | "place") {
	const text: Field = {
		label: t("moderation:form.text"),
		hint: t(about === "message" ? "moderation:form.text-optional" : "moderation:form.text-hint"),
		component: textInput("text", { long: true, max: REPORT_LENGTH, required: about !== "message" }),
	};
	const whom: Field = {
		label: t("moderation:form.whom"),
		hint: t("moderation:form.whom-hint"),
		component: personSelect("whom"),
	};
	return form(id, t("moderation:form.title"), [
		t("moderation:form.note"),
		{
			label: t("moderation:form.reason"),
			component: select(
				"reason",
				Reason.options.map((value) => ({ value, label: t(`moderation:reason.${value}`) })),
			),
		},
		text,
		{
			label: t("moderation:form.urgent"),
			component: radios(
				"urgent",
				(["no", "yes"] as const).map((value) => ({ value, label: t(`moderation:form.urgent-${value}`) })),
				"no",
			),
		},
		...(about === "place" ? [whom] : []),
	]);
}

/** What was filled in, save what it is about. */
export function wordsOf(
	interaction: ModalSubmitInteraction,
): Pick<ReportInput, "reason" | "text" | "urgent"> {
	return {
		reason: Reason.safeParse(chosen(interaction, "reason")[0]).data ?? "other",
		text: written(interaction, "text"),
		urgent: chosen(interaction, "urgent").includes("yes"),
	};
}

/** Whom it is about, as chosen; null when nobody was, or a bot. */
export function whomOf(interaction: ModalSubmitInteraction): UserId | null {
	const user = interaction.fields.fields.has("whom")
		? interaction.fields.getSelectedUsers("whom")?.first()
		: undefined;
	return user && !user.bot ? UserId.parse(user.id) : null;
}

/** Hands the report over and thanks; the interaction is deferred. */
export async function handOver(
	interaction: ModalSubmitInteraction<"cached">,
	input: Omit<ReportInput, "standing">,
	desk: StaffDesk,
): Promise<void> {
	const { moderation, settings, now } = desk;
	const member =
		input.subject === null ? undefined : await unlessGone(interaction.guild.members.fetch(input.subject));
	const outcome = await moderation.report(
		GuildId.parse(interaction.guildId),
		UserId.parse(interaction.user.id),
		{ ...input, standing: standingOf(member, settings) },
		now,
	);
	return thank(interaction, outcome, input.urgent, desk);
}

function standingOf(member: GuildMember | undefined, settings: StaffDesk["settings"]): Standing {
	if (!member) return "participant";
	if (mayUse("coordinator", member, settings)) return "coordinator";
	return mayUse("staff", member, settings) ? "staff" : "participant";
}

function thank(
	interaction: ModalSubmitInteraction,
	outcome: ReportOutcome,
	urgent: boolean,
	desk: StaffDesk,
): Promise<void> {
	const { t, help } = desk;
	const numbers = numbersText(t, help.numbers(t.language));
	const needed = button(t, "help:button.help", "primary", "help");
	switch (outcome.kind) {
		case "received":
			return reply(interaction, {
				text: [
					`### ${t("moderation:thanks.title")}`,
					whoSeesIt(outcome, t),
					...(outcome.about === "participant" ? [] : [t(`moderation:thanks.${outcome.about}`)]),
					t("moderation:thanks.privacy"),
					t("moderation:thanks.later"),
					...(urgent ? [`\n${t("moderation:thanks.urgent")}`, numbers] : []),
				].join("\n"),
				buttons: [needed],
			});
		case "slow":
			return reply(interaction, {
				text: [t("moderation:reply.slow"), ...(urgent ? [numbers] : [])].join("\n"),
				buttons: [needed],
			});
		case "self":
			return reply(interaction, { text: t("moderation:reply.self"), buttons: [needed] });
		case "empty":
			return reply(interaction, { text: t("moderation:reply.empty") });
	}
}

function whoSeesIt(
	{ case: one, present, next }: Extract<ReportOutcome, { kind: "received" }>,
	t: Translate,
): string {
	if (one.audience === "coordinator")
		return t(present > 0 ? "moderation:thanks.present-coordinator" : "moderation:thanks.told-coordinator");
	if (present > 0) return t("moderation:thanks.present");
	return next ? t("moderation:thanks.next", { when: when(next) }) : t("moderation:thanks.unknown");
}
