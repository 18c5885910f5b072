import { customId } from "../../src/discord/customIds.ts";
import { clip, person } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { OfferOutcome } from "../../src/rosters/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { ShiftRef, UserId } from "../../src/shared/ids.ts";
import type { StaffMember } from "../../src/staff/model.ts";
import type { StaffDesk } from "../desk.ts";
import { chosen, form, select } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { reply } from "../reply.ts";
import { shiftOptions } from "./shifts.ts";
import { goneText, hindranceText, shiftText, theirHindranceText } from "./text.ts";

/** The choices that are nobody and no shift. */
const EVERYBODY = "everybody";
const NOTHING = "nothing";
/** A menu has 25 options, of which one is everybody. */
const MOST_NAMED = 24;

export const rosterSwap: ButtonHandler<"roster-swap"> = {
	access: "staff",
	async run(interaction, _, { rosters, staff, read, settings, t }) {
		const userId = UserId.parse(interaction.user.id);
		const { mine, all } = await read(async (tx) => ({
			mine: await rosters.mine(tx, settings.guildId, userId),
			all: await staff.list(tx, settings.guildId),
		}));
		if (mine.length === 0) return reply(interaction, { text: t("rosters:reply.none-of-mine") });
		const others = colleagues(all, userId);
		if (others.length === 0) return reply(interaction, { text: t("rosters:reply.nobody-else") });
		await interaction.showModal(
			form(customId("roster-swap-form"), t("rosters:form.swap.title"), [
				t("rosters:form.swap.note"),
				{ label: t("rosters:form.which-of-mine"), component: select("shift", shiftOptions(mine, t)) },
				{
					label: t("rosters:form.swap.to"),
					...(others.length > MOST_NAMED ? { hint: t("rosters:form.swap.more") } : {}),
					component: select("to", [
						{ value: EVERYBODY, label: t("rosters:form.swap.everybody") },
						...others.map((each) => ({ value: each.userId, label: clip(nameOf(each), 100) })),
					]),
				},
			]),
		);
	},
};

export const rosterSwapForm: FormHandler<"roster-swap-form"> = {
	access: "staff",
	async run(interaction, _, desk) {
		const { rosters, read, settings, t } = desk;
		const ref = ShiftRef.parse(chosen(interaction, "shift")[0]);
		const asked = chosen(interaction, "to")[0];
		const from = UserId.parse(interaction.user.id);
		if (asked === undefined || asked === EVERYBODY) {
			return reply(interaction, { text: await offered(from, { ref, to: null, returnRef: null }, desk) });
		}
		const to = UserId.parse(asked);
		const { shift, theirs } = await read(async (tx) => ({
			shift: await rosters.find(tx, ref),
			theirs: await rosters.mine(tx, settings.guildId, to),
		}));
		// A form cannot answer a form: what is had in return is asked by a button.
		if (shift?.guildId === settings.guildId && theirs.length > 0) {
			return reply(interaction, {
				text: t("rosters:reply.return-ask", { shift: shiftText(shift), who: person(to) }),
				buttons: [
					button(t, "rosters:form.return.open", "primary", "swap-return", ref, to),
					button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
				],
			});
		}
		await reply(interaction, { text: await offered(from, { ref, to, returnRef: null }, desk) });
	},
};

export const swapReturn: ButtonHandler<"swap-return"> = {
	access: "staff",
	async run(interaction, [ref, to], { rosters, read, settings, t }) {
		const theirs = await read((tx) => rosters.mine(tx, settings.guildId, to));
		await interaction.showModal(
			form(customId("swap-return-form", ref, to), t("rosters:form.return.title"), [
				{
					label: t("rosters:form.return.which"),
					component: select("shift", [
						{ value: NOTHING, label: t("rosters:form.return.nothing") },
						...shiftOptions(
							theirs.filter((each) => each.ref !== ref),
							t,
						),
					]),
				},
			]),
		);
	},
};

export const swapReturnForm: FormHandler<"swap-return-form"> = {
	access: "staff",
	async run(interaction, [ref, to], desk) {
		const wanted = ShiftRef.safeParse(chosen(interaction, "shift")[0]);
		const from = UserId.parse(interaction.user.id);
		const swap = { ref, to, returnRef: wanted.success ? wanted.data : null };
		await reply(interaction, { text: await offered(from, swap, desk) });
	},
};

async function offered(
	from: UserId,
	swap: { ref: ShiftRef; to: UserId | null; returnRef: ShiftRef | null },
	{ rosters, settings, now, t }: StaffDesk,
): Promise<string> {
	const outcome = await rosters.offer(settings.guildId, from, swap, now);
	const who = swap.to === null ? "" : person(swap.to);
	return offerText(outcome, who, t);
}

function offerText(outcome: OfferOutcome, who: string, t: Translate): string {
	switch (outcome.kind) {
		case "offered": {
			const shift = shiftText(outcome.shift);
			return who === ""
				? t("rosters:reply.offered-all", { shift })
				: t("rosters:reply.offered-to", { shift, who });
		}
		case "not-yours":
		case "already-offered":
		case "to-self":
			return t(`rosters:reply.${outcome.kind}`);
		case "not-theirs":
			return t("rosters:reply.not-theirs", { who });
		case "they-cannot":
			return theirHindranceText(outcome.why, who, t);
		case "you-cannot":
			return hindranceText(outcome.why, t);
		case "over":
		case "not-found":
			return goneText(outcome, t);
	}
}

/** Those who take shifts as the person does, by name. */
function colleagues(all: readonly StaffMember[], userId: UserId): StaffMember[] {
	const mine = all.find((each) => each.userId === userId)?.duties ?? [];
	return all.filter((each) => each.userId !== userId && each.duties.some((duty) => mine.includes(duty)));
}

function nameOf({ publicName, organisation }: StaffMember): string {
	return organisation ? `${publicName} · ${organisation.name}` : publicName;
}
