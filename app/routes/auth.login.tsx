/** Where somebody lands who opens the app outside of Shopify admin. It never asks for a shop's address (App Store rule 2.3.1). */
export default function Login() {
  return (
    <main style={{ fontFamily: "system-ui, sans-serif", margin: "20vh auto", maxWidth: "28rem", padding: "0 1rem" }}>
      <h1>Orders Dashboard</h1>
      <p>This app runs inside Shopify admin. Open it from Apps in the admin of your store.</p>
    </main>
  );
}
