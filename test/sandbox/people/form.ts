/** A form (modal) as a person sees and fills it, by its labels. */
import {
	type APIModalInteractionResponseCallbackData,
	ComponentType,
	TextInputStyle,
} from "discord-api-types/v10";
import type { Json } from "../world/serialize.ts";
import type { Answer } from "./answer.ts";
import type { SeenOption } from "./seen.ts";

/** Refused by the person's own Discord, before anything is sent: the field's label says where. */
export class FormRefused extends Error {
	readonly label: string;

	constructor(label: string, why: string) {
		super(`"${label}": ${why}`);
		this.name = "FormRefused";
		this.label = label;
	}
}

export type FieldKind = "text" | "select" | "radio" | "checkboxes" | "checkbox" | "file" | "display";

/** A file of the person's own. */
export interface OwnFile {
	name: string;
	data: Buffer;
	contentType?: string;
}

export interface Field {
	label: string;
	description: string;
	kind: FieldKind;
	required: boolean;
	/** Text: one line or many. */
	long?: boolean;
	placeholder?: string;
	minLength?: number;
	maxLength?: number;
	options?: SeenOption[];
	/** How many options may be chosen. */
	least?: number;
	most?: number;
	/** What stands in it: text, chosen option labels, or whether it is ticked. */
	value?: string | string[] | boolean;
	files?: OwnFile[];
}

/** A component of the form as the bot sent it. */
interface Part {
	type: ComponentType;
	id?: number;
	custom_id?: string;
	label?: string;
	description?: string;
	content?: string;
	component?: Part;
	style?: TextInputStyle;
	placeholder?: string;
	required?: boolean;
	value?: string;
	min_length?: number;
	max_length?: number;
	min_values?: number;
	max_values?: number;
	default?: boolean;
	options?: { label: string; value: string; description?: string; default?: boolean }[];
}

const kinds: Partial<Record<ComponentType, FieldKind>> = {
	[ComponentType.TextInput]: "text",
	[ComponentType.RadioGroup]: "radio",
	[ComponentType.CheckboxGroup]: "checkboxes",
	[ComponentType.Checkbox]: "checkbox",
	[ComponentType.FileUpload]: "file",
};

/** Sends what was filled in: `data` of the interaction, and the ids of chosen people, roles and channels. */
export type SendForm = (data: Json, chosen: string[]) => Promise<Answer>;

/** Uploads a file before the form is sent; its id. */
export type Upload = (file: OwnFile) => string;

/** People, roles and channels that a menu in a form may offer, by name. */
export type Pick = (type: ComponentType) => SeenOption[];

export class Form {
	readonly title: string;
	readonly fields: Field[];
	/** The explaining texts between the fields. */
	readonly texts: string[];
	#customId: string;
	#parts: { part: Part; id: number; innerId: number; field: Field | null }[] = [];
	#send: SendForm;
	#upload: Upload;
	#over = false;

	constructor(data: APIModalInteractionResponseCallbackData, pick: Pick, send: SendForm, upload: Upload) {
		this.title = data.title;
		this.#customId = data.custom_id;
		this.#send = send;
		this.#upload = upload;
		let nextId = 1;
		for (const part of data.components as Part[]) {
			const id = part.id ?? nextId++;
			const innerId = part.component ? (part.component.id ?? nextId++) : 0;
			this.#parts.push({
				part,
				id,
				innerId,
				field: part.component ? field(part, part.component, pick) : null,
			});
		}
		this.fields = this.#parts.flatMap((each) => each.field ?? []);
		this.texts = this.#parts.flatMap(({ part }) => part.content ?? []);
	}

	/** Fills fields by label. Options are chosen by their labels. Throws FormRefused for what is not there. */
	fill(valuesByLabel: Record<string, string | string[] | boolean>): Form {
		for (const [label, value] of Object.entries(valuesByLabel)) {
			const found = this.fields.filter((each) => each.label === label);
			const [one] = found;
			if (!one || found.length > 1) {
				const labels = this.fields.map((each) => `"${each.label}"`).join(", ");
				throw new FormRefused(
					label,
					`${one ? "several fields" : "no field"} of this label; there are ${labels}`,
				);
			}
			put(one, value);
		}
		return this;
	}

	/** Adds a person's own file to the field of this label. */
	attach(label: string, file: OwnFile): Form {
		const one = this.fields.find((each) => each.label === label && each.kind === "file");
		if (!one) throw new FormRefused(label, "no field for files of this label");
		one.files = [...(one.files ?? []), file];
		return this;
	}

	/**
	 * Presses the form's send button. Throws FormRefused where Discord's own client would not send. When the bot does
	 * not answer, the form stays open and can be sent again.
	 */
	async send(): Promise<Answer> {
		if (this.#over) throw new Error(`The form "${this.title}" is no longer open`);
		const chosen: string[] = [];
		const components = this.#parts.map(({ part, id, innerId, field: one }) => {
			if (!one || !part.component) return { type: part.type, id };
			check(one);
			const entered = one.kind === "file" ? { values: (one.files ?? []).map(this.#upload) } : submitted(one);
			if (one.kind !== "file" && Array.isArray(entered.values)) chosen.push(...(entered.values as string[]));
			const { type, custom_id } = part.component;
			return { type: part.type, id, component: { type, id: innerId, custom_id, ...entered } };
		});
		const answer = await this.#send({ custom_id: this.#customId, components }, chosen);
		this.#over = answer.kind !== "failed";
		return answer;
	}

	/** Closes the form without sending; the bot hears nothing. */
	cancel(): void {
		this.#over = true;
	}
}

function field(label: Part, part: Part, pick: Pick): Field {
	const kind = kinds[part.type] ?? "select";
	const options = part.options ?? (kind === "select" ? pick(part.type) : undefined);
	const chosen = (part.options ?? []).filter((option) => option.default).map((option) => option.label);
	const base = {
		label: label.label ?? "",
		description: label.description ?? "",
		kind,
		required: kind === "checkbox" ? false : (part.required ?? true),
		...(part.placeholder !== undefined && { placeholder: part.placeholder }),
	};
	switch (kind) {
		case "text":
			return {
				...base,
				long: part.style === TextInputStyle.Paragraph,
				minLength: part.min_length ?? 0,
				maxLength: part.max_length ?? 4_000,
				...(part.value !== undefined && { value: part.value }),
			};
		case "checkbox":
			return { ...base, value: part.default ?? false };
		default:
			return {
				...base,
				...(options && { options }),
				least: part.min_values ?? (base.required ? 1 : 0),
				most:
					kind === "radio" ? 1 : (part.max_values ?? (kind === "checkboxes" ? (options?.length ?? 1) : 1)),
				...(chosen.length > 0 && { value: chosen }),
			};
	}
}

function put(one: Field, value: string | string[] | boolean): void {
	if (one.kind === "file") throw new FormRefused(one.label, "takes files");
	const wants = one.kind === "text" ? "string" : one.kind === "checkbox" ? "boolean" : "options";
	if (wants !== "options") {
		if (typeof value !== wants) throw new FormRefused(one.label, `a ${one.kind} field takes a ${wants}`);
		one.value = value;
		return;
	}
	if (typeof value === "boolean") throw new FormRefused(one.label, `a ${one.kind} field takes option labels`);
	const labels = [value].flat();
	for (const label of labels) {
		if (one.options?.some((option) => option.label === label)) continue;
		const offered = one.options?.map((option) => `"${option.label}"`).join(", ");
		throw new FormRefused(one.label, `no option "${label}"; there are ${offered}`);
	}
	one.value = labels;
}

function check(one: Field): void {
	if (one.kind === "checkbox" || one.kind === "display") return;
	if (one.kind === "text") {
		const text = String(one.value ?? "");
		if (text === "" && one.required) throw new FormRefused(one.label, "required");
		if (text.length > (one.maxLength ?? 4_000))
			throw new FormRefused(one.label, `over ${one.maxLength} characters`);
		if (text !== "" && text.length < (one.minLength ?? 0)) {
			throw new FormRefused(one.label, `under ${one.minLength} characters`);
		}
		return;
	}
	const count = one.kind === "file" ? (one.files ?? []).length : labelsOf(one).length;
	if (count === 0 && !one.required) return;
	if (count === 0) throw new FormRefused(one.label, "required");
	if (count < (one.least ?? 0)) throw new FormRefused(one.label, `at least ${one.least} must be chosen`);
	if (count > (one.most ?? 1)) throw new FormRefused(one.label, `at most ${one.most} may be chosen`);
}

function labelsOf(one: Field): string[] {
	return Array.isArray(one.value) ? one.value : [];
}

/** The field as the interaction carries it. */
function submitted(one: Field): Json {
	if (one.kind === "text") return { value: String(one.value ?? "") };
	if (one.kind === "checkbox") return { value: one.value === true };
	const labels = labelsOf(one);
	const values = (one.options ?? [])
		.filter((option) => labels.includes(option.label))
		.map(({ value }) => value);
	return one.kind === "radio" ? { value: values[0] ?? null } : { values };
}
