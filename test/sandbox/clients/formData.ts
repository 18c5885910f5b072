/** What a person filled into a form, held to the form's own limits. */
import { type APIModalInteractionResponseCallbackData, ComponentType } from "discord-api-types/v10";
import { type FieldError, invalidForm } from "../world/errors.ts";
import type { Guild } from "../world/model.ts";
import type { Json } from "../world/serialize.ts";
import { offered } from "./components.ts";

/** A component of the form as the bot sent it. */
interface Part {
	type: ComponentType;
	id?: number;
	custom_id?: string;
	component?: Part;
	required?: boolean;
	min_length?: number;
	max_length?: number;
	min_values?: number;
	max_values?: number;
	options?: { value: string }[];
}

interface Entered {
	value?: unknown;
	values?: unknown;
}

const longestText = 4_000;

/**
 * The interaction's data, and the ids of chosen people, roles and channels. What is not in the form is passed over.
 * Throws Invalid Form Body with the fields at their places in the form.
 */
export function formData(
	form: APIModalInteractionResponseCallbackData,
	given: Json,
	guild: Guild | null,
	/** Stores a file of the request, by its `n`; its id, or undefined when there is none. */
	keep: (n: string) => string | undefined,
): { data: Json; ids: string[] } {
	const entered = new Map<string, Entered>();
	for (const part of Array.isArray(given.components) ? (given.components as { component?: Json }[]) : [])
		if (part.component) entered.set(String(part.component.custom_id), part.component);
	const refused: FieldError[] = [];
	const ids: string[] = [];
	let nextId = 1;
	const components = (form.components as Part[]).map((part, index) => {
		const id = part.id ?? nextId++;
		const inner = part.component;
		if (!inner) return { type: part.type, id };
		const { type, custom_id } = inner;
		const filled = read(inner, entered.get(custom_id ?? "") ?? {}, guild, keep);
		if ("code" in filled) {
			const field =
				type === ComponentType.TextInput || type === ComponentType.RadioGroup ? "value" : "values";
			refused.push({ path: ["data", "components", index, "component", field], ...filled });
		} else if ("values" in filled && !inner.options && type !== ComponentType.FileUpload)
			ids.push(...filled.values);
		return { type: part.type, id, component: { type, id: inner.id ?? nextId++, custom_id, ...filled } };
	});
	if (refused.length > 0) throw invalidForm(refused);
	return { data: { custom_id: form.custom_id, components }, ids };
}

type Refused = Pick<FieldError, "code" | "message">;
type Filled = { value: string | boolean | null } | { values: string[] } | Refused;

const required: Refused = { code: "BASE_TYPE_REQUIRED", message: "This field is required" };

function read(
	part: Part,
	{ value, values }: Entered,
	guild: Guild | null,
	keep: (n: string) => string | undefined,
): Filled {
	const needed = part.required ?? true;
	switch (part.type) {
		case ComponentType.TextInput:
			return text(part, typeof value === "string" ? value : "", needed);
		case ComponentType.Checkbox:
			return { value: value === true };
		case ComponentType.RadioGroup: {
			if (value == null || value === "") return needed ? required : { value: null };
			return offered(part, guild, String(value)) ? { value: String(value) } : notOffered(String(value));
		}
		case ComponentType.FileUpload:
			return files(part, Array.isArray(values) ? values.map(String) : [], needed, keep);
		default:
			return several(part, Array.isArray(values) ? values.map(String) : [], needed, guild);
	}
}

function text(part: Part, entered: string, needed: boolean): Filled {
	if (entered === "") return needed ? required : { value: "" };
	const [least, most] = [part.min_length ?? 0, part.max_length ?? longestText];
	return entered.length < least || entered.length > most ? badLength(least, most) : { value: entered };
}

function several(part: Part, given: string[], needed: boolean, guild: Guild | null): Filled {
	const values = [...new Set(given)];
	if (values.length === 0) return needed ? required : { values };
	const least = part.min_values ?? 1;
	const all = part.type === ComponentType.CheckboxGroup ? (part.options?.length ?? 1) : 1;
	const most = part.max_values ?? all;
	if (values.length < least || values.length > most) return badLength(least, most);
	const wrong = values.find((one) => !offered(part, guild, one));
	return wrong === undefined ? { values } : notOffered(wrong);
}

function files(
	part: Part,
	given: string[],
	needed: boolean,
	keep: (n: string) => string | undefined,
): Filled {
	if (given.length === 0) return needed ? required : { values: [] };
	const [least, most] = [part.min_values ?? 1, part.max_values ?? 1];
	if (given.length < least || given.length > most) return badLength(least, most);
	const values: string[] = [];
	for (const n of given) {
		const id = keep(n);
		if (id === undefined) return { code: "BASE_TYPE_CHOICES", message: "There is no such file" };
		values.push(id);
	}
	return { values };
}

function badLength(least: number, most: number): Refused {
	return { code: "BASE_TYPE_BAD_LENGTH", message: `Must be between ${least} and ${most} in length.` };
}

function notOffered(value: string): Refused {
	return { code: "BASE_TYPE_CHOICES", message: `"${value}" cannot be chosen` };
}
