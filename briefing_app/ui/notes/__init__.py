"""Notes on the selection: cards of what is there, the editor that saves as one types, histories and questions."""
