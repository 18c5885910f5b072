/** A bot in a process of its own, that joins a voice channel and tells its parent when it has, and what it hears. */
import { once } from "node:events";
import { entersState, joinVoiceChannel, VoiceConnectionStatus } from "@discordjs/voice";
import { Client, Events, GatewayIntentBits } from "discord.js";

/** What it is told by its parent, in its environment. */
export interface EarEnvironment {
	EAR_API: string;
	EAR_TOKEN: string;
	EAR_CHANNEL: string;
	/** Whom it listens to. */
	EAR_PERSON: string;
}

export type EarMessage = { joined: string } | { heard: number };

const { EAR_API, EAR_TOKEN, EAR_CHANNEL, EAR_PERSON } = process.env as unknown as EarEnvironment;
const tell = (message: EarMessage) => process.send?.(message);

const client = new Client({
	intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates],
	rest: { api: EAR_API },
});
const isReady = once(client, Events.ClientReady);
await client.login(EAR_TOKEN);
await isReady;
const guild = client.guilds.cache.find(({ channels }) => channels.cache.has(EAR_CHANNEL));
if (!guild) throw new Error("There is no such channel");
const connection = joinVoiceChannel({
	channelId: EAR_CHANNEL,
	guildId: guild.id,
	selfDeaf: false,
	adapterCreator: guild.voiceAdapterCreator,
});
let heard = 0;
connection.receiver.subscribe(EAR_PERSON).on("data", () => {
	heard += 1;
});
process.on("message", () => tell({ heard }));
await entersState(connection, VoiceConnectionStatus.Ready, 10_000);
tell({ joined: connection.joinConfig.channelId ?? "" });
