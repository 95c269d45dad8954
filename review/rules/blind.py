"""盲评: what stands where something is hidden, and what a picture is called."""

HIDDEN_WORDS = "〔已遮盖〕"
PICTURE = "材料-{:02}"
