import type { ChannelId, GuildId, NoticeId, UserId } from "../shared/ids.ts";
import type { Tx } from "../shared/tx.ts";
import type { Notice, NoticePicture, Partner } from "./model.ts";

export interface NoticeStore {
	insert(tx: Tx, notice: Omit<Notice, "id">): Promise<Notice>;
	find(tx: Tx, id: NoticeId): Promise<Notice | undefined>;
	save(tx: Tx, notice: Notice): Promise<void>;
	remove(tx: Tx, id: NoticeId): Promise<void>;
	/** Those of a server, oldest first. */
	ofGuild(tx: Tx, guildId: GuildId): Promise<Notice[]>;
	all(tx: Tx): Promise<Notice[]>;
	byAuthor(tx: Tx, userId: UserId): Promise<Notice[]>;
	/** @returns the number under which it is kept */
	putPicture(tx: Tx, id: NoticeId, picture: NoticePicture): Promise<number>;
	picture(tx: Tx, pictureId: number): Promise<NoticePicture | undefined>;
	/** Removes a notice's pictures, save those of `keep`. */
	dropPictures(tx: Tx, id: NoticeId, keep: readonly number[]): Promise<void>;
	/** The channel of a server's board; null when none was chosen. */
	board(tx: Tx, guildId: GuildId): Promise<ChannelId | null>;
	putBoard(tx: Tx, guildId: GuildId, channelId: ChannelId): Promise<void>;
	partner(tx: Tx, guildId: GuildId, userId: UserId): Promise<Partner | undefined>;
	/** Those of a server, by organisation. */
	partners(tx: Tx, guildId: GuildId): Promise<Partner[]>;
	partnerships(tx: Tx, userId: UserId): Promise<Partner[]>;
	/** Adds or replaces. */
	putPartner(tx: Tx, partner: Partner): Promise<void>;
	removePartner(tx: Tx, guildId: GuildId, userId: UserId): Promise<void>;
}
