/** From the checked model to the plan that writers follow: layout and accessors. */
package dev.bitunion.processor.plan;
