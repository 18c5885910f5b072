/** A button pressed or a menu used, held to what the message offers. */
import { ButtonStyle, ComponentType } from "discord-api-types/v10";
import { invalidField } from "../world/errors.ts";
import type { Guild, Message } from "../world/model.ts";
import type { Json } from "../world/serialize.ts";

/** A component of a message, as far as it is looked at here. */
interface Part {
	type: ComponentType;
	id?: number;
	custom_id?: string;
	style?: ButtonStyle;
	disabled?: boolean;
	min_values?: number;
	max_values?: number;
	options?: { value: string }[];
	components?: Part[];
	accessory?: Part;
}

/** The interaction's data; throws Invalid Form Body for what Discord's own client would not have sent. */
export function componentData(message: Message, guild: Guild | null, given: Json): Json {
	const part = find(message.components as Part[], String(given.custom_id));
	if (!part || part.type !== given.component_type || part.style === ButtonStyle.Link)
		throw invalidField("data.custom_id", "COMPONENT_NOT_FOUND", "The message has no such component");
	if (part.disabled) throw invalidField("data.custom_id", "COMPONENT_DISABLED", "The component is disabled");
	const { type, custom_id, id } = part;
	const data = { component_type: type, custom_id, id };
	return type === ComponentType.Button ? data : { ...data, values: chosen(part, guild, given.values) };
}

function find(parts: readonly Part[], customId: string): Part | undefined {
	for (const part of parts) {
		if (part.custom_id === customId) return part;
		const inside = [...(part.components ?? []), ...(part.accessory ? [part.accessory] : [])];
		const found = find(inside, customId);
		if (found) return found;
	}
	return undefined;
}

function chosen(part: Part, guild: Guild | null, given: unknown): string[] {
	const values = Array.isArray(given) ? [...new Set(given.map(String))] : [];
	const [least, most] = [part.min_values ?? 1, part.max_values ?? 1];
	if (values.length < least || values.length > most)
		throw invalidField(
			"data.values",
			"BASE_TYPE_BAD_LENGTH",
			`Must be between ${least} and ${most} in length.`,
		);
	const wrong = values.find((value) => !offered(part, guild, value));
	if (wrong !== undefined)
		throw invalidField("data.values", "BASE_TYPE_CHOICES", `"${wrong}" cannot be chosen`);
	return values;
}

/** Whether a menu, in a message or a form, offers this value. */
export function offered(
	{ type, options }: Pick<Part, "type" | "options">,
	guild: Guild | null,
	value: string,
): boolean {
	switch (type) {
		case ComponentType.UserSelect:
			return guild?.members.has(value) ?? false;
		case ComponentType.RoleSelect:
			return guild?.roles.has(value) ?? false;
		case ComponentType.ChannelSelect:
			return guild?.channels.has(value) ?? false;
		case ComponentType.MentionableSelect:
			return guild ? guild.members.has(value) || guild.roles.has(value) : false;
		default:
			return options?.some((option) => option.value === value) ?? false;
	}
}
