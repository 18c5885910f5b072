import { person, plain } from "../../src/discord/views/text.ts";
import { byOrganisation } from "../../src/figures/service.ts";
import type { Share } from "../../src/rosters/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { hoursText, lines, wallDate } from "../text.ts";
import { askedRange, rangeOptions } from "./range.ts";

export const fairness: Subcommand = {
	name: "fairness",
	access: "coordinator",
	options: rangeOptions,
	async run(interaction, desk) {
		const { rosters, read, settings, t } = desk;
		const range = askedRange(interaction, desk);
		if ("problem" in range) return reply(interaction, { text: range.problem });
		const shares = await read((tx) => rosters.fairness(tx, settings.guildId, range.from, range.to));
		const title = t("rosters:reply.fairness-title", {
			from: wallDate(range.first, t.language),
			to: wallDate(range.last, t.language),
		});
		if (shares.length === 0) return reply(interaction, { text: `${title}\n${t("staff:reply.list-empty")}` });
		await reply(interaction, {
			text: [
				title,
				lines(
					t,
					shares.map(
						(share) =>
							`- **${share.publicName === null ? person(share.userId) : plain(share.publicName)}** · ${shareText(share, t)}`,
					),
					2400,
				),
				t("rosters:reply.by-organisation"),
				lines(
					t,
					byOrganisation(shares).map(
						(share) =>
							`- **${share.name === null ? t("staff:reply.no-organisation") : plain(share.name)}** · ${shareText(share, t)}`,
					),
					1000,
				),
			].join("\n"),
		});
	},
};

function shareText({ shifts, minutes }: Pick<Share, "shifts" | "minutes">, t: Translate): string {
	return t("rosters:reply.share", { count: shifts, hours: hoursText(minutes, t.language) });
}
