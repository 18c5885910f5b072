/** What a client may send over the gateway, held strictly to Discord's documented shapes. */
import { GatewayOpcodes } from "discord-api-types/v10";
import { z } from "zod";

const snowflake = z.string().regex(/^\d{15,20}$/);
const sequence = z.int().nonnegative();

const presence = z.strictObject({
	since: z.number().nullable(),
	activities: z.array(
		z.strictObject({
			name: z.string().max(128),
			type: z.int().min(0).max(5),
			url: z.string().nullish(),
			state: z.string().max(128).nullish(),
		}),
	),
	status: z.enum(["online", "dnd", "idle", "invisible", "offline"]),
	afk: z.boolean(),
});

const identify = z.strictObject({
	token: z.string(),
	properties: z.strictObject({ os: z.string(), browser: z.string(), device: z.string() }),
	/** A bot's; a person's own client has none. */
	intents: z.int().nonnegative().optional(),
	compress: z.literal(false).optional(),
	large_threshold: z.int().min(50).max(250).optional(),
	shard: z.tuple([z.int().nonnegative(), z.int().positive()]).optional(),
	presence: presence.optional(),
});

const resume = z.strictObject({ token: z.string(), session_id: z.string(), seq: sequence });

const requestMembers = z.strictObject({
	guild_id: snowflake,
	query: z.string().optional(),
	limit: z.int().min(0).max(100).optional(),
	presences: z.boolean().optional(),
	user_ids: z.union([snowflake, z.array(snowflake).max(100)]).optional(),
	nonce: z.string().max(32).optional(),
});

const voiceState = z.strictObject({
	guild_id: snowflake,
	channel_id: snowflake.nullable(),
	self_mute: z.boolean(),
	self_deaf: z.boolean(),
	self_video: z.literal(false).optional(),
});

/** Everything the sandbox understands from a client; any other opcode is refused. */
export const clientPayload = z.discriminatedUnion("op", [
	z.object({ op: z.literal(GatewayOpcodes.Heartbeat), d: sequence.nullable() }),
	z.object({ op: z.literal(GatewayOpcodes.Identify), d: identify }),
	z.object({ op: z.literal(GatewayOpcodes.Resume), d: resume }),
	z.object({ op: z.literal(GatewayOpcodes.PresenceUpdate), d: presence }),
	z.object({ op: z.literal(GatewayOpcodes.VoiceStateUpdate), d: voiceState }),
	z.object({ op: z.literal(GatewayOpcodes.RequestGuildMembers), d: requestMembers }),
]);

export type ClientPayload = z.infer<typeof clientPayload>;
export type Identify = z.infer<typeof identify>;
export type Resume = z.infer<typeof resume>;
export type VoiceStateUpdate = z.infer<typeof voiceState>;
export type MembersRequest = z.infer<typeof requestMembers>;
