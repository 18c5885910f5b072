/** What a client may send over the voice gateway, held strictly to Discord's documented shapes. */
import { VoiceOpcodes as Op } from "discord-api-types/voice/v8";
import { z } from "zod";

const snowflake = z.string().regex(/^\d{15,20}$/);
const acknowledged = z.int().min(-1);
const transition = z.strictObject({ transition_id: z.int().min(0).max(65_535) });

const identify = z.strictObject({
	server_id: snowflake,
	user_id: snowflake,
	session_id: z.string(),
	token: z.string(),
	max_dave_protocol_version: z.int().nonnegative().optional(),
});

const resume = z.strictObject({
	server_id: snowflake,
	session_id: z.string(),
	token: z.string(),
	seq_ack: acknowledged.optional(),
});

const selectProtocol = z.strictObject({
	protocol: z.string(),
	data: z.strictObject({ address: z.string(), port: z.int().min(1).max(65_535), mode: z.string() }),
});

const speaking = z.strictObject({
	speaking: z.int().min(0).max(7),
	delay: z.int(),
	ssrc: z.int().nonnegative(),
});

/** Everything the sandbox understands in text; any other opcode is refused. */
export const voicePayload = z.discriminatedUnion("op", [
	z.object({ op: z.literal(Op.Identify), d: identify }),
	z.object({ op: z.literal(Op.SelectProtocol), d: selectProtocol }),
	z.object({
		op: z.literal(Op.Heartbeat),
		d: z.strictObject({ t: z.number(), seq_ack: acknowledged.optional() }),
	}),
	z.object({ op: z.literal(Op.Speaking), d: speaking }),
	z.object({ op: z.literal(Op.Resume), d: resume }),
	z.object({ op: z.literal(Op.DaveTransitionReady), d: transition }),
	z.object({ op: z.literal(Op.DaveMlsInvalidCommitWelcome), d: transition }),
]);

export type VoicePayload = z.infer<typeof voicePayload>;
export type VoiceIdentify = z.infer<typeof identify>;
export type VoiceResume = z.infer<typeof resume>;
