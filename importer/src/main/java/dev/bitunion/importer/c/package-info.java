/** C declarations as they stand in headers and patches: lexer, parser, System V layout. */
package dev.bitunion.importer.c;
