/* Prints the source id of the library that it runs with. */
#include <stdio.h>

#include "porto/porto.h"

int main(void) { return puts(porto_source_id()) < 0; }
