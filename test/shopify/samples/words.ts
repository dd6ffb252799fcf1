/** Invented names and places for sample customers. All mail addresses are under example.com. */
export const words = {
  IN: {
    first: ["Aarav", "Ananya", "Arjun", "Diya", "Ishaan", "Kavya", "Meera", "Neel", "Nisha", "Pranav", "Riya", "Rohan", "Sanvi", "Tara", "Veer", "Zoya"],
    last: ["Bhatt", "Chawla", "Desai", "Gupta", "Iyer", "Kapoor", "Kulkarni", "Mehta", "Nair", "Patel", "Rao", "Reddy", "Shah", "Sharma", "Singh", "Verma"],
    streets: ["Lake Road", "Temple Street", "Park Avenue", "Station Road", "Garden Lane", "Hill View", "Market Road", "River Walk"],
    places: [
      { city: "Bengaluru", province: "Karnataka", provinceCode: "KA", zip: "560001" },
      { city: "Mumbai", province: "Maharashtra", provinceCode: "MH", zip: "400001" },
      { city: "Chennai", province: "Tamil Nadu", provinceCode: "TN", zip: "600001" },
      { city: "Hyderabad", province: "Telangana", provinceCode: "TS", zip: "500001" },
      { city: "Pune", province: "Maharashtra", provinceCode: "MH", zip: "411001" },
      { city: "Kochi", province: "Kerala", provinceCode: "KL", zip: "682001" },
      { city: "Jaipur", province: "Rajasthan", provinceCode: "RJ", zip: "302001" },
      { city: "Kolkata", province: "West Bengal", provinceCode: "WB", zip: "700001" },
    ],
    phone: "+91 00000 0",
  },
  DE: {
    first: ["Anna", "Ben", "Clara", "David", "Ella", "Finn", "Greta", "Hannes", "Ida", "Jakob", "Lea", "Moritz", "Nele", "Oskar", "Paula", "Theo"],
    last: ["Albrecht", "Bauer", "Dietrich", "Engel", "Fuchs", "Graf", "Hartmann", "Jung", "Keller", "Lorenz", "Maier", "Neumann", "Otto", "Pohl", "Richter", "Vogel"],
    streets: ["Lindenweg", "Bahnhofstraße", "Gartenstraße", "Am Markt", "Seestraße", "Schulweg", "Birkenallee", "Mühlenweg"],
    places: [
      { city: "Berlin", province: "Berlin", provinceCode: "BE", zip: "10115" },
      { city: "Hamburg", province: "Hamburg", provinceCode: "HH", zip: "20095" },
      { city: "München", province: "Bayern", provinceCode: "BY", zip: "80331" },
      { city: "Köln", province: "Nordrhein-Westfalen", provinceCode: "NW", zip: "50667" },
      { city: "Leipzig", province: "Sachsen", provinceCode: "SN", zip: "04109" },
      { city: "Bremen", province: "Bremen", provinceCode: "HB", zip: "28195" },
    ],
    phone: "+49 000 000",
  },
} as const;

/** What the sample stores sell: title, SKU stem, base price in major units of rupees and of euros, variants, grams. */
export const goods = [
  { title: "Cotton Kurta", stem: "KUR", type: "Clothing", inr: 1299, eur: 39, option: "Size", values: ["S", "M", "L"], grams: 320 },
  { title: "Linen Shirt", stem: "LIN", type: "Clothing", inr: 1799, eur: 49, option: "Size", values: ["S", "M", "L"], grams: 280 },
  { title: "Steel Water Bottle", stem: "BOT", type: "Kitchen", inr: 749, eur: 24, option: "Size", values: ["500 ml", "1 l"], grams: 410 },
  { title: "Ceramic Mug", stem: "MUG", type: "Kitchen", inr: 399, eur: 14, option: "Colour", values: ["Blue", "Sand"], grams: 350 },
  { title: "Masala Tea", stem: "TEA", type: "Food", inr: 299, eur: 9, option: "Weight", values: ["100 g", "250 g"], grams: 250 },
  { title: "Block Print Bedsheet", stem: "BED", type: "Home", inr: 2499, eur: 69, option: "Size", values: ["Single", "Double"], grams: 1400 },
  { title: "Jute Tote Bag", stem: "TOT", type: "Accessories", inr: 599, eur: 19, option: "Title", values: ["Default Title"], grams: 300 },
  { title: "Brass Lamp", stem: "LMP", type: "Home", inr: 1899, eur: 54, option: "Title", values: ["Default Title"], grams: 900 },
  { title: "Handmade Soap", stem: "SOP", type: "Care", inr: 249, eur: 8, option: "Scent", values: ["Rose", "Sandal", "Neem"], grams: 120 },
  { title: "Wireless Earbuds", stem: "EAR", type: "Electronics", inr: 3499, eur: 89, option: "Colour", values: ["Black", "White"], grams: 90 },
  { title: "Yoga Mat", stem: "YOG", type: "Sport", inr: 1499, eur: 39, option: "Colour", values: ["Green", "Grey"], grams: 1100 },
  { title: "Notebook Set", stem: "NOT", type: "Stationery", inr: 449, eur: 15, option: "Title", values: ["Default Title"], grams: 480 },
] as const;

export const notes = ["Please ring the bell twice.", "Gift, no invoice in the box please.", "Leave with the neighbour if nobody is at home.", "Call before delivery."];
export const labels = ["gift", "repeat", "vip", "wholesale", "fragile"];
