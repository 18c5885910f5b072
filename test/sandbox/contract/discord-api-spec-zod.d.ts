/** The package ships these schemas as plain JavaScript, without types: every export is a zod-mini schema. */
declare module "discord-api-spec/zod";
