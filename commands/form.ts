import {
	type APICheckboxGroupComponent,
	type APIComponentInLabel,
	type APIFileUploadComponent,
	type APIModalInteractionResponseCallbackData,
	type APIRadioGroupComponent,
	type APIStringSelectComponent,
	type APITextInputComponent,
	type APIUserSelectComponent,
	type Attachment,
	ComponentType,
	type ModalSubmitInteraction,
	TextInputStyle,
} from "discord.js";

/** A question of a form. `label` holds at most 45 characters, `hint` 100. */
export interface Field {
	label: string;
	hint?: string;
	component: APIComponentInLabel;
}

/** A form of at most five texts (markdown) and questions. `title`: at most 45 characters. */
export function form(
	customId: string,
	title: string,
	parts: readonly (string | Field)[],
): APIModalInteractionResponseCallbackData {
	return {
		custom_id: customId,
		title,
		components: parts.map((part) =>
			typeof part === "string"
				? { type: ComponentType.TextDisplay, content: part }
				: {
						type: ComponentType.Label,
						label: part.label,
						...(part.hint === undefined ? {} : { description: part.hint }),
						component: part.component,
					},
		),
	};
}

/** A line, or with `long` several. `value`: what stands there already. */
export function textInput(
	id: string,
	options: {
		long?: boolean;
		required?: boolean;
		min?: number;
		max: number;
		value?: string;
		placeholder?: string;
	},
): APITextInputComponent {
	const { long = false, required = false, min, max, value, placeholder } = options;
	return {
		type: ComponentType.TextInput,
		custom_id: id,
		style: long ? TextInputStyle.Paragraph : TextInputStyle.Short,
		required,
		max_length: max,
		...(min === undefined ? {} : { min_length: min }),
		...(value === undefined || value === "" ? {} : { value }),
		...(placeholder === undefined ? {} : { placeholder }),
	};
}

/** `label` holds at most 100 characters. */
interface Option {
	value: string;
	label: string;
}

/** One of two to ten, or none. `value`: the one that is chosen already. */
export function radios(id: string, options: readonly Option[], value?: string): APIRadioGroupComponent {
	return {
		type: ComponentType.RadioGroup,
		custom_id: id,
		options: options.map((option) => (option.value === value ? { ...option, default: true } : option)),
		required: false,
	};
}

/** Discord shows at most so many in a list. */
const MOST_OPTIONS = 25;

/** One of a list, or with `most` several; of more than 25 options the first. `value`: the one that is chosen already. */
export function select(
	id: string,
	options: readonly Option[],
	{ most = 1, required = true, value }: { most?: number; required?: boolean; value?: string } = {},
): APIStringSelectComponent {
	const shown = options.slice(0, MOST_OPTIONS);
	return {
		type: ComponentType.StringSelect,
		custom_id: id,
		options: shown.map((option) => (option.value === value ? { ...option, default: true } : option)),
		min_values: required ? 1 : 0,
		max_values: Math.min(most, shown.length),
		required,
	};
}

/** A person on the server, or nobody. */
export function personSelect(id: string): APIUserSelectComponent {
	return { type: ComponentType.UserSelect, custom_id: id, min_values: 0, max_values: 1, required: false };
}

/** Any of one to ten, or none. `values`: those that are ticked already. */
export function ticks(
	id: string,
	options: readonly Option[],
	values: readonly string[] = [],
): APICheckboxGroupComponent {
	return {
		type: ComponentType.CheckboxGroup,
		custom_id: id,
		options: options.map((option) => (values.includes(option.value) ? { ...option, default: true } : option)),
		min_values: 0,
		max_values: options.length,
		required: false,
	};
}

/** A thing that must be ticked before the form can be sent. */
export function tick(id: string, option: Option): APICheckboxGroupComponent {
	return {
		type: ComponentType.CheckboxGroup,
		custom_id: id,
		options: [option],
		min_values: 1,
		max_values: 1,
		required: true,
	};
}

/** A file, or none. */
export function fileUpload(id: string): APIFileUploadComponent {
	return { type: ComponentType.FileUpload, custom_id: id, min_values: 0, max_values: 1, required: false };
}

/** The files that were added; none when none were, or when the form is older than the question. */
export function uploaded({ fields }: ModalSubmitInteraction, id: string): readonly Attachment[] {
	return fields.fields.has(id) ? [...(fields.getUploadedFiles(id)?.values() ?? [])] : [];
}

/** What was written; empty when it was left out, or when the form that was sent is older than the question. */
export function written({ fields }: ModalSubmitInteraction, id: string): string {
	return fields.fields.has(id) ? fields.getTextInputValue(id).trim() : "";
}

/** What was chosen or ticked; none when nothing was, or when the form is older than the question. */
export function chosen({ fields }: ModalSubmitInteraction, id: string): readonly string[] {
	const field = fields.fields.get(id);
	switch (field?.type) {
		case ComponentType.RadioGroup:
			return field.value ? [field.value] : [];
		case ComponentType.CheckboxGroup:
		case ComponentType.StringSelect:
			return field.values;
		default:
			return [];
	}
}
