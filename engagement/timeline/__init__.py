"""A plan over time: where each activity stands, how it is drawn, who has room. Plain values in, plain values out."""
