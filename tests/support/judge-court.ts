import { type Postgres, startPostgres } from "../../scripts/postgres.ts";
import type { Toolchain } from "../../scripts/toolchain.ts";
import { GeneratedProject, type Recipe } from "./generated-project.ts";
import { testToolchain } from "./toolchain.ts";

/** What the judges of one test file share; each part is made when the first of them asks for it. */
export class Court {
  readonly toolchain: Promise<Toolchain> = testToolchain();
  readonly #made: GeneratedProject[] = [];
  readonly #postgres = once(async () => await startPostgres(await this.toolchain));
  #databases = 0;

  async project(recipe: Recipe): Promise<GeneratedProject> {
    return this.#keep(await GeneratedProject.make(await this.toolchain, recipe));
  }

  async copy(project: GeneratedProject): Promise<GeneratedProject> {
    return this.#keep(await project.copy());
  }

  /** The address of an empty PostgreSQL database. */
  async database(): Promise<string> {
    const name = `judged_${++this.#databases}`;
    const postgres: Postgres = await this.#postgres();
    await postgres.createDatabase(name);
    return postgres.url(name);
  }

  async close(): Promise<void> {
    for (const project of this.#made) project.remove();
    if (this.#databases > 0) await (await this.#postgres()).stop();
  }

  #keep(project: GeneratedProject): GeneratedProject {
    this.#made.push(project);
    return project;
  }
}

export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => result ??= make();
}
