#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    char *name = malloc(64);
    if (name != NULL && fgets(name, 64, stdin) != NULL) {
        printf("Hello, %s", name);
    }
    free(name);
    return 0;
}
