import type { ChannelId, GuildId, RoleId } from "../shared/ids.ts";
import type { Language } from "../shared/language.ts";

/** What a coordinator has told Piiri about the server. */
export interface Settings {
	guildId: GuildId;
	language: Language;
	/** IANA zone, e.g. "Europe/Helsinki". */
	zone: string;
	coordinatorRoleId: RoleId;
	facilitatorRoleId: RoleId;
	staffChannelId: ChannelId;
	/** Where summaries go; the staff channel unless another was chosen. */
	coordinatorChannelId: ChannelId;
}
