/** The REST routes of interactions: the callback, and the webhook for "@original" and follow-ups. */
import { InteractionType, MessageFlags, InteractionResponseType as Response } from "discord-api-types/v10";
import type { Reply, RequestContext, Router } from "../rest/router.ts";
import { invalidField } from "../world/errors.ts";
import type { Message } from "../world/model.ts";
import { type Json, toApi } from "../world/serialize.ts";
import type { World } from "../world/world.ts";
import { Answers } from "./answers.ts";
import { checkChoices } from "./choices.ts";
import { checkForm } from "./forms.ts";
import type { Interaction } from "./interaction.ts";
import type { Interactions } from "./interactions.ts";

const messageOrForm = [Response.ChannelMessageWithSource, Response.DeferredChannelMessageWithSource];
const onMessage = [Response.DeferredMessageUpdate, Response.UpdateMessage];

/** Which callback types may answer which interaction. A form may not answer a form. */
function allowed(interaction: Interaction): readonly Response[] {
	const { type, messageId } = interaction.origin;
	switch (type) {
		case InteractionType.ApplicationCommandAutocomplete:
			return [Response.ApplicationCommandAutocompleteResult];
		case InteractionType.ApplicationCommand:
			return [...messageOrForm, Response.Modal];
		case InteractionType.MessageComponent:
			return [...messageOrForm, ...onMessage, Response.Modal];
		case InteractionType.ModalSubmit:
			return messageId === null ? messageOrForm : [...messageOrForm, ...onMessage];
		default:
			return [];
	}
}

interface CallbackBody {
	type: Response;
	data?: Json | null;
}

export function addInteractionRoutes(router: Router, world: World, interactions: Interactions): void {
	const answers = new Answers(world, interactions);
	const open = { open: true };

	router.add(
		"POST",
		"/interactions/{interaction_id}/{interaction_token}/callback",
		({ params, body, files, query }) => {
			const { interaction_id: id = "", interaction_token: token = "" } = params;
			const interaction = interactions.toAcknowledge(id, token);
			const { type, data } = body as CallbackBody;
			if (!allowed(interaction).includes(type)) {
				const choices = allowed(interaction).join(", ");
				throw invalidField("type", "BASE_TYPE_CHOICES", `Value must be one of {${choices}}.`);
			}
			const message = callback(answers, interaction, { type, data: data ?? {} }, files);
			if (query.get("with_response") !== "true") return { status: 204 };
			return { status: 200, body: callbackResponse(world, interaction, type, message) };
		},
		open,
	);

	const webhook = "/webhooks/{webhook_id}/{webhook_token}";
	const found = ({ params }: RequestContext) =>
		interactions.ofWebhook(params.webhook_id ?? "", params.webhook_token ?? "");
	const told = (message: Message): Reply => ({
		status: 200,
		body: toApi.message(world, message, world.botId),
	});

	router.add(
		"POST",
		webhook,
		// The webhook of an interaction always waits: it answers with the message.
		(context) => told(answers.followUp(found(context), context.body as Json, context.files)),
		open,
	);
	for (const path of [`${webhook}/messages/@original`, `${webhook}/messages/{message_id}`]) {
		const id = ({ params }: RequestContext) => params.message_id ?? "@original";
		router.add("GET", path, (context) => told(answers.message(found(context), id(context))), open);
		router.add(
			"PATCH",
			path,
			(context) => told(answers.edit(found(context), id(context), context.body as Json, context.files)),
			open,
		);
		router.add(
			"DELETE",
			path,
			(context) => {
				answers.delete(found(context), id(context));
				return { status: 204 };
			},
			open,
		);
	}
}

function callback(
	answers: Answers,
	interaction: Interaction,
	{ type, data }: { type: Response; data: Json },
	files: RequestContext["files"],
): Message | null {
	switch (type) {
		case Response.ChannelMessageWithSource:
			return answers.reply(interaction, data, files);
		case Response.DeferredChannelMessageWithSource:
			return answers.deferReply(interaction, data);
		case Response.DeferredMessageUpdate:
			answers.deferUpdate(interaction);
			return null;
		case Response.UpdateMessage:
			return answers.update(interaction, data, files);
		case Response.Modal:
			checkForm(data);
			interaction.acknowledge(type, { kind: "form", form: data as never });
			return null;
		default: {
			const choices = checkChoices(data, interaction.origin.optionType ?? 0);
			interaction.acknowledge(type, { kind: "choices", choices });
			return null;
		}
	}
}

/** What the callback answers when it was asked `with_response`. */
function callbackResponse(
	world: World,
	interaction: Interaction,
	type: Response,
	message: Message | null,
): Json {
	const { origin } = interaction;
	const withMessage = type === Response.ChannelMessageWithSource || type === Response.UpdateMessage;
	return {
		interaction: {
			id: interaction.id,
			type: origin.type,
			channel_id: origin.channelId,
			...(origin.guildId !== null && { guild_id: origin.guildId }),
			...(message && {
				response_message_id: message.id,
				response_message_loading: (message.flags & MessageFlags.Loading) !== 0,
				response_message_ephemeral: message.onlyFor !== null,
			}),
		},
		...(withMessage &&
			message && { resource: { type, message: toApi.message(world, message, world.botId) } }),
	};
}
