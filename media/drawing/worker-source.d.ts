/** The bundled text of a worker's program (see esbuild.mjs). */
declare module "worker:*" {
  const source: string;
  export default source;
}
