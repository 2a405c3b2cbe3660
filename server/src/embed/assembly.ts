/**
 * An embedded file as an assembly source that has it read by the assembler: for gcc and clang, mingw-w64 and kbuild, with no
 * cost for the compiler however large it is. As "Using as" (GNU Binutils) has the directives.
 */
import { beginning } from "./c-source.ts";
import { alignment, type Embedding, sections, sizeNameOf } from "./embedding.ts";

/** @param path of the file, relative to the source's folder, which the assembler is told by -I */
export function assemblyText(embedding: Embedding, path: string): string {
  const { bytes, symbol, section } = embedding;
  const size = sizeNameOf(symbol);
  return `${beginning(embedding)}
 * The assembler looks for the file in the folders that -I names, of which this source's has to be one: in a Kbuild,
 * asflags-y += -I$(src) */
#define DRIVERLENS_JOIN(a, b) a##b
#define DRIVERLENS_NAME(prefix, name) DRIVERLENS_JOIN(prefix, name)
#define DRIVERLENS_BYTES DRIVERLENS_NAME(__USER_LABEL_PREFIX__, ${symbol})
#define DRIVERLENS_SIZE DRIVERLENS_NAME(__USER_LABEL_PREFIX__, ${size})

#ifdef __ELF__
	.section .rodata, "a"
	.type DRIVERLENS_BYTES, %object
	.size DRIVERLENS_BYTES, ${bytes.length}
	.type DRIVERLENS_SIZE, %object
	.size DRIVERLENS_SIZE, 4
#else
	.section ${sections[section]}, "dr"
#endif

	.globl DRIVERLENS_BYTES
	.balign ${alignment}
DRIVERLENS_BYTES:
	.incbin "${path}"
1:
	.if 1b - DRIVERLENS_BYTES - ${bytes.length}
	.error "the file is not the one of ${bytes.length} bytes that was embedded; embed it again"
	.endif

	.globl DRIVERLENS_SIZE
	.balign 4
DRIVERLENS_SIZE:
	.long ${bytes.length}

#ifdef __ELF__
	.section .note.GNU-stack, "", %progbits
#endif
`;
}
