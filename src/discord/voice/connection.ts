import { once } from "node:events";
import {
	entersState,
	getVoiceConnection,
	joinVoiceChannel,
	type VoiceConnection,
	VoiceConnectionDisconnectReason,
	VoiceConnectionStatus,
} from "@discordjs/voice";
import { type Client, Events, PermissionFlagsBits } from "discord.js";
import { VoiceCloseCodes } from "discord-api-types/voice/v8";
import type { RecordingTrouble } from "../../recordings/model.ts";

/** How long a connection may take to be there, in milliseconds. */
const PATIENCE = 10_000;
/** How long Discord may take to say what has become of us when our connection was closed, in milliseconds. */
const EXPLAINED = 2_000;

/** The voice room could not be entered. */
export class NotInside extends Error {
	override readonly name = "NotInside";
	readonly trouble: RecordingTrouble;

	constructor(trouble: RecordingTrouble) {
		super(trouble);
		this.trouble = trouble;
	}
}

/**
 * Steps into a voice room and is ready to hear, encrypted end to end.
 * @param failed is told of a network error, now and later; that the connection is lost is seen by its state
 * @throws NotInside that says why it could not
 */
export async function enter(
	client: Client,
	{ guildId, channelId }: { guildId: string; channelId: string },
	failed: (error: Error) => void,
): Promise<VoiceConnection> {
	const guild = client.guilds.cache.get(guildId);
	const channel = guild?.channels.cache.get(channelId);
	const me = guild?.members.me;
	if (!guild || !channel?.isVoiceBased() || !me) throw new NotInside("no-permission");
	const rights = channel.permissionsFor(me);
	if (!rights.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.Connect, PermissionFlagsBits.Speak]))
		throw new NotInside("no-permission");
	const inside = me.voice.channelId === channelId;
	if (!inside && channel.userLimit > 0 && channel.members.size >= channel.userLimit)
		if (!rights.has(PermissionFlagsBits.MoveMembers)) throw new NotInside("channel-full");
	// Two bots in one process, as in tests, do not share their connections.
	const connections = String(client.options.rest?.api);
	// On one server somebody can be in one voice room at a time.
	if (getVoiceConnection(guildId, connections)) throw new NotInside("elsewhere");
	const connection = joinVoiceChannel({
		channelId,
		guildId,
		group: connections,
		selfDeaf: false,
		adapterCreator: guild.voiceAdapterCreator,
	});
	// Without a listener an error would end the process.
	connection.on("error", failed);
	try {
		await entersState(connection, VoiceConnectionStatus.Ready, PATIENCE);
		return connection;
	} catch {
		leave(connection);
		throw new NotInside("disconnected");
	}
}

export function leave(connection: VoiceConnection): void {
	if (connection.state.status !== VoiceConnectionStatus.Destroyed) connection.destroy();
}

export function isReady({ state }: VoiceConnection): boolean {
	return state.status === VoiceConnectionStatus.Ready;
}

/** Whether the connection is over. What the library mends by itself is not. */
export function isLost({ state }: VoiceConnection): boolean {
	return (
		state.status === VoiceConnectionStatus.Destroyed || state.status === VoiceConnectionStatus.Disconnected
	);
}

/**
 * In which voice room we are, as the gateway says; undefined for none. When the voice server has just closed our connection because
 * somebody moved or removed us, the gateway is waited for: it says the same, before or after.
 */
export async function whereabouts(
	client: Client,
	{ guildId, channelId }: { guildId: string; channelId: string },
	connection: VoiceConnection,
): Promise<string | undefined> {
	const there = () => client.guilds.cache.get(guildId)?.members.me?.voice.channelId ?? undefined;
	const signal = AbortSignal.timeout(EXPLAINED);
	while (there() === channelId && wasClosed(connection) && !signal.aborted) {
		const news = [
			once(client, Events.VoiceStateUpdate, { signal }),
			once(connection, "stateChange", { signal }),
		];
		await Promise.race(news).catch(() => undefined);
	}
	return there();
}

function wasClosed({ state }: VoiceConnection): boolean {
	return (
		state.status === VoiceConnectionStatus.Disconnected &&
		state.reason === VoiceConnectionDisconnectReason.WebSocketClose &&
		state.closeCode === VoiceCloseCodes.Disconnected
	);
}
