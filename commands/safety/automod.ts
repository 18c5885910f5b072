import type { AutomodPlan, AutomodStep } from "../../src/discord/automod.ts";
import { permissionName } from "../../src/discord/permissions.ts";
import { channel, list } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import { type AutomodRule, RULES_OF_KIND } from "../../src/prevention/automod.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { StaffDesk } from "../desk.ts";
import type { ButtonHandler, Subcommand } from "../kinds.ts";
import { defer, type Reply, reply } from "../reply.ts";

/** Shows what AutoMod would stop, and what would change on the server, before anything does. */
export const automod: Subcommand = {
	name: "automod",
	access: "coordinator",
	options: [],
	async run(interaction, desk) {
		await defer(interaction);
		await reply(interaction, await preview(desk));
	},
};

export const automodApply: ButtonHandler<"automod-apply"> = {
	access: "coordinator",
	async run(interaction, _, desk) {
		const { t, settings, now } = desk;
		await defer(interaction);
		const look = await desk.automodLook(settings);
		if (look.kind === "forbidden") return reply(interaction, { text: forbidden(t) });
		await desk.automod.turn(settings.guildId, true, now);
		const out = look.plan.steps.filter(({ noRoom }) => noRoom);
		await reply(interaction, {
			text: [t("prevention:automod.applied"), ...(out.length > 0 ? [noRoomText(out, t)] : [])].join("\n"),
		});
	},
};

export const automodRemove: ButtonHandler<"automod-remove"> = {
	access: "coordinator",
	async run(interaction, _, { t }) {
		await reply(interaction, {
			text: t("prevention:automod.remove-ask"),
			buttons: [
				button(t, "prevention:button.automod-remove-yes", "danger", "automod-remove-yes"),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const automodRemoveYes: ButtonHandler<"automod-remove-yes"> = {
	access: "coordinator",
	async run(interaction, _, { automod, settings, now, t }) {
		await automod.turn(settings.guildId, false, now);
		await reply(interaction, { text: t("prevention:automod.removed") });
	},
};

async function preview({ automodLook, settings, t }: StaffDesk): Promise<Reply> {
	const look = await automodLook(settings);
	if (look.kind === "forbidden") return { text: forbidden(t) };
	const { plan, on } = look;
	const out = plan.steps.filter(({ noRoom }) => noRoom);
	const changes = plan.stale.length > 0 || plan.steps.some(({ noRoom, ...step }) => !noRoom && differs(step));
	return {
		text: [
			`### ${t("prevention:automod.title")}`,
			t("prevention:automod.what", { channel: channel(settings.staffChannelId) }),
			...plan.steps.map((step) => `- ${stepText(step, t)}`),
			...(plan.stale.length > 0 ? [t("prevention:automod.stale", { count: plan.stale.length })] : []),
			...(plan.others > 0 ? [t("prevention:automod.others", { count: plan.others })] : []),
			...(out.length > 0 ? [noRoomText(out, t)] : []),
			changes || !on ? t("prevention:automod.ask") : t("prevention:automod.in-step"),
		].join("\n"),
		file: { name: "automod.txt", data: Buffer.from(fileText(plan, t)) },
		buttons: [
			...(changes || !on ? [button(t, "prevention:button.automod-apply", "primary", "automod-apply")] : []),
			...(on ? [button(t, "prevention:button.automod-remove", "danger", "automod-remove")] : []),
			button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
		],
	};
}

function differs({ present, differences }: Pick<AutomodStep, "present" | "differences">): boolean {
	return present === undefined || differences.length > 0;
}

function stepText(step: AutomodStep, t: Translate): string {
	const { rule, present, noRoom, differences, added, removed } = step;
	const model = { rule: rule.name[t.language], what: whatText(rule, t) };
	if (noRoom) return t("prevention:automod.step.no-room", model);
	if (!present) return t("prevention:automod.step.new", model);
	if (differences.length === 0) return t("prevention:automod.step.same", model);
	const changes = differences.map((each) =>
		each === "words"
			? t("prevention:automod.difference.words", { added: added.length, removed: removed.length })
			: t(`prevention:automod.difference.${each}`),
	);
	return t("prevention:automod.step.changed", { ...model, changes: list(changes, t.language) });
}

function whatText({ trigger }: AutomodRule, t: Translate): string {
	switch (trigger.kind) {
		case "keyword":
			return t("prevention:automod.trigger.keyword", {
				count: trigger.keywords.length + trigger.patterns.length,
			});
		case "mention-spam":
			return t("prevention:automod.trigger.mention-spam", { most: trigger.most });
		case "spam":
			return t("prevention:automod.trigger.spam");
	}
}

function noRoomText(out: readonly AutomodStep[], t: Translate): string {
	return t("prevention:automod.no-room", {
		rules: list(
			out.map(({ rule }) => rule.name[t.language]),
			t.language,
		),
		most: RULES_OF_KIND[out[0]?.rule.trigger.kind ?? "keyword"],
	});
}

function forbidden(t: Translate): string {
	return t("prevention:automod.forbidden", { permission: permissionName(t, "ManageGuild") });
}

/** Every word and pattern, and what of them would come and go. */
function fileText({ steps }: AutomodPlan, t: Translate): string {
	return steps
		.map(({ rule, present, added, removed }) => {
			const { trigger } = rule;
			return [
				`# ${rule.name[t.language]}`,
				`# ${whatText(rule, t)}`,
				`# ${t("prevention:automod.file.refusal")}: ${rule.refusal[t.language]}`,
				...(trigger.kind === "keyword" ? [...trigger.keywords, ...trigger.patterns] : []),
				...(trigger.kind === "keyword" && trigger.allowed.length > 0
					? [`# ${t("prevention:automod.file.allowed")}`, ...trigger.allowed]
					: []),
				...(present ? [...added.map((each) => `+ ${each}`), ...removed.map((each) => `- ${each}`)] : []),
				"",
			].join("\n");
		})
		.join("\n");
}
