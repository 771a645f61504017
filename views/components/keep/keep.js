// Adds what is seen to the storyboard; says where the page's picture stands, if it has one.
export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button");
  button.querySelector("span").textContent = data.label;
  button.onclick = () => setTriggerValue("kept", globalThis.famaiPlace?.() ?? { picture: false });
}
