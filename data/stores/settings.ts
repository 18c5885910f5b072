import { z } from "zod";
import type { Settings } from "../../src/setup/model.ts";
import type { SettingsStore } from "../../src/setup/ports.ts";
import { ChannelId, GuildId, RoleId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import { query } from "../database.ts";

const Row = z
	.object({
		guild_id: GuildId,
		language: Language,
		zone: z.string(),
		coordinator_role_id: RoleId,
		facilitator_role_id: RoleId,
		staff_channel_id: ChannelId,
		coordinator_channel_id: ChannelId,
	})
	.transform(
		(row): Settings => ({
			guildId: row.guild_id,
			language: row.language,
			zone: row.zone,
			coordinatorRoleId: row.coordinator_role_id,
			facilitatorRoleId: row.facilitator_role_id,
			staffChannelId: row.staff_channel_id,
			coordinatorChannelId: row.coordinator_channel_id,
		}),
	);

export const settingsStore: SettingsStore = {
	async get(tx, guildId) {
		const row = await query(tx)
			.selectFrom("settings")
			.selectAll()
			.where("guild_id", "=", guildId)
			.executeTakeFirst();
		return row && Row.parse(row);
	},
	async put(tx, settings) {
		const row = {
			language: settings.language,
			zone: settings.zone,
			coordinator_role_id: settings.coordinatorRoleId,
			facilitator_role_id: settings.facilitatorRoleId,
			staff_channel_id: settings.staffChannelId,
			coordinator_channel_id: settings.coordinatorChannelId,
		};
		await query(tx)
			.insertInto("settings")
			.values({ guild_id: settings.guildId, ...row })
			.onConflict((conflict) => conflict.column("guild_id").doUpdateSet(row))
			.execute();
	},
};
