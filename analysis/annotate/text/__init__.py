"""Characters → tokens, sentences, phrases: what every annotator reads."""
