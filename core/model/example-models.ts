/** Parts of the examples of findings. */
export const models = (lines: string) => `models:\n${lines}`;
export const book = (fields: string, more = "") => models(`  Book:\n    fields: { ${fields} }\n${more}`);
export const withBooks = (domain: string, fields = "title: string") => ({
  "shared/spec/models.yaml": book(fields),
  "services/backend/spec/books.yaml": `domain: books\nmodel: Book\n${domain}`,
});
