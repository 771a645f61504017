"""法脉 Famai: what Streamlit runs."""
