/** `POST /interactions`: what people press, choose, command and send, as their own Discord client sends it. */
import {
	type APIModalInteractionResponseCallbackData,
	ComponentType,
	InteractionType,
	PermissionFlagsBits as P,
} from "discord-api-types/v10";
import * as z from "zod/mini";
import { interactionMetadata } from "../interactions/answers.ts";
import type { Interaction, Origin, Outcome } from "../interactions/interaction.ts";
import type { Interactions } from "../interactions/interactions.ts";
import { resolved } from "../interactions/payload.ts";
import type { Reply, RequestContext } from "../rest/router.ts";
import { storeOptionFile } from "../world/attachments.ts";
import { DiscordError, invalidForm } from "../world/errors.ts";
import type { Channel, Message, Snowflake, UploadedFile } from "../world/model.ts";
import { requirePermission } from "../world/permissions.ts";
import type { Json } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import type { Clients } from "./clients.ts";
import { commandInteraction } from "./commands.ts";
import { componentData } from "./components.ts";
import { formData } from "./formData.ts";
import { shownMessage } from "./views.ts";

/** Forms that are kept for being sent; the oldest are forgotten first. */
const keptForms = 500;

const body = z.object({
	type: z.union([z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
	application_id: z.string(),
	channel_id: z.string(),
	message_id: z.optional(z.string()),
	session_id: z.optional(z.string()),
	nonce: z.optional(z.string()),
	data: z.record(z.string(), z.unknown()),
});

type Body = z.infer<typeof body>;

interface OpenForm {
	personId: Snowflake;
	opener: Interaction;
	form: APIModalInteractionResponseCallbackData;
}

export class PeoplesInteractions {
	readonly #world: World;
	readonly #interactions: Interactions;
	readonly #clients: Clients;
	readonly #forms = new Map<Snowflake, OpenForm>();

	constructor(world: World, interactions: Interactions, clients: Clients) {
		this.#world = world;
		this.#interactions = interactions;
		this.#clients = clients;
	}

	/** 204 when the bot has been asked; what comes of it is told by the gateway. */
	begin({ actorId, body: given, files }: RequestContext): Reply {
		const parsed = z.safeParse(body, given);
		if (!parsed.success)
			throw invalidForm(
				parsed.error.issues.map(({ path, message }) => ({
					path: path.map((step) => (typeof step === "number" ? step : String(step))),
					code: "BASE_TYPE_INVALID",
					message,
				})),
			);
		const asked = parsed.data;
		const world = this.#world;
		if (asked.application_id !== world.applicationId) throw new DiscordError("UnknownApplicationCommand");
		const channel = world.channel(asked.channel_id);
		requirePermission(world, actorId, channel, P.ViewChannel);
		this.#checkTimeout(actorId, channel);
		const form = asked.type === InteractionType.ModalSubmit ? this.#openForm(asked, actorId) : undefined;
		const { origin, data, message } = form
			? this.#submit({ ...asked, files }, form, channel)
			: this.#act({ ...asked, files }, actorId, channel);
		const interaction = this.#interactions.begin(origin, data, message);
		const { id } = interaction;
		this.#tell(asked, actorId, "INTERACTION_CREATE", { id });
		void this.#follow(asked, interaction, form);
		return { status: 204 };
	}

	#act(asked: Body & { files: readonly UploadedFile[] }, personId: Snowflake, channel: Channel) {
		const world = this.#world;
		const origin = originOf(asked.type, personId, channel);
		if (asked.type !== InteractionType.MessageComponent) {
			const read = commandInteraction(world, channel, personId, asked);
			const { data, ids, attachments, optionType, metadata } = read;
			const objects = {
				...this.#resolved(channel, personId, ids),
				...(Object.keys(attachments).length > 0 && { attachments }),
			};
			if (optionType !== undefined) origin.optionType = optionType;
			return {
				origin: { ...origin, metadata },
				data: { ...data, ...merged(data.resolved, objects) },
				message: null,
			};
		}
		const message = shownMessage(channel, asked.message_id ?? "", personId);
		if (!message) throw new DiscordError("UnknownMessage");
		const guild = world.guildOf(channel);
		const data = componentData(message, guild, asked.data);
		const chosen =
			data.component_type === ComponentType.StringSelect ? [] : ((data.values ?? []) as string[]);
		return {
			origin: { ...origin, messageId: message.id, metadata: { interacted_message_id: message.id } },
			data: { ...data, ...merged(undefined, this.#resolved(channel, personId, chosen)) },
			message: message as Message | null,
		};
	}

	#submit(asked: Body & { files: readonly UploadedFile[] }, { opener, form }: OpenForm, channel: Channel) {
		const attachments: Json = {};
		const { data, ids } = formData(form, asked.data, this.#world.guildOf(channel), (n) => {
			const file = asked.files.find(({ index }) => String(index) === n);
			if (!file) return undefined;
			const { id, attachment } = storeOptionFile(this.#world, channel.id, file);
			attachments[id] = attachment;
			return id;
		});
		const objects = {
			...this.#resolved(channel, opener.origin.personId, ids),
			...(Object.keys(attachments).length > 0 && { attachments }),
		};
		const { personId, messageId } = opener.origin;
		const metadata = { triggering_interaction_metadata: interactionMetadata(this.#world, opener) };
		const message = channel.messages.find(({ id }) => id === messageId) ?? null;
		return {
			origin: { ...originOf(asked.type, personId, channel), messageId, metadata },
			data: { ...data, ...merged(undefined, objects) },
			message,
		};
	}

	/** The form that was opened for this person in this channel; Unknown interaction when it is not open any more. */
	#openForm({ data, channel_id }: Body, personId: Snowflake): OpenForm {
		const open = this.#forms.get(String(data.id));
		const own = open?.personId === personId && open.opener.origin.channelId === channel_id;
		if (!open || !own || open.form.custom_id !== data.custom_id) throw new DiscordError("UnknownInteraction");
		return open;
	}

	async #follow(asked: Body, interaction: Interaction, form: OpenForm | undefined): Promise<void> {
		const first = await interaction.acknowledged;
		this.#tellOutcome(asked, interaction, first ?? { kind: "none" });
		const last = await interaction.finished;
		if (first === null && last.kind === "failed") this.#tellOutcome(asked, interaction, last);
		if (form && last.kind !== "failed") this.#forms.delete(form.opener.id);
	}

	#tellOutcome(asked: Body, interaction: Interaction, outcome: Outcome): void {
		const { id, origin } = interaction;
		const { personId } = origin;
		switch (outcome.kind) {
			case "form": {
				this.#keep({ personId, opener: interaction, form: outcome.form });
				const { title, custom_id, components } = outcome.form;
				const application = {
					id: this.#world.applicationId,
					name: this.#world.user(this.#world.botId).username,
				};
				const d = { id, channel_id: origin.channelId, title, custom_id, components, application };
				this.#tell(asked, personId, "INTERACTION_MODAL_CREATE", d, asked.session_id);
				return;
			}
			case "choices": {
				const { choices } = outcome;
				const t = "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE";
				this.#tell(asked, personId, t, { choices }, asked.session_id);
				return;
			}
			case "failed":
				this.#tell(asked, personId, "INTERACTION_FAILURE", { id, reason_code: 1, reason: outcome.reason });
				return;
			default:
				this.#tell(asked, personId, "INTERACTION_SUCCESS", { id });
		}
	}

	#tell({ nonce }: Body, personId: Snowflake, t: string, d: Json, onlySession?: string): void {
		this.#clients.of(personId)?.tell(t, { ...d, ...(nonce !== undefined && { nonce }) }, onlySession);
	}

	#keep(form: OpenForm): void {
		this.#forms.set(form.opener.id, form);
		for (const id of [...this.#forms.keys()].slice(0, -keptForms)) this.#forms.delete(id);
	}

	#resolved(channel: Channel, personId: Snowflake, ids: string[]): Json {
		return resolved(this.#world, this.#world.guildOf(channel), ids, personId);
	}

	/** Who is timed out can press nothing in the server. */
	#checkTimeout(personId: Snowflake, channel: Channel): void {
		const until = this.#world.guildOf(channel)?.members.get(personId)?.communication_disabled_until;
		if (until && Date.parse(until) > this.#world.clock.now()) throw new DiscordError("MissingPermissions");
	}
}

function originOf(type: InteractionType, personId: Snowflake, channel: Channel): Origin {
	const { id, guildId } = channel;
	return { type, personId, guildId, channelId: id, messageId: null, metadata: {} };
}

function merged(some: unknown, more: Json): { resolved?: Json } {
	const all = { ...(some as Json | undefined), ...more };
	return Object.keys(all).length > 0 ? { resolved: all } : {};
}
