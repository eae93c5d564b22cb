"""The names, companies and titles of which the look-alikes' worlds are made."""

#: Given names and family names by origin; the flag says that the family name may be put first.
ORIGINS: dict[str, tuple[str, str, bool]] = {
    "English": ("Alice Daniel David Emily Grace Hannah James Jane John Laura Martin Oliver Peter Rachel Robert Sarah",
                "Ashworth Brooks Carter Ferris Hartley Jones Langdon Marsh Parker Smith Thornbury Whitfield", False),
    "Chinese": ("Chao Fei-Fei Hao Jia Jing Kai Lei Ming Qiang Tao Wei Xiaoming Xin Yan Yifan Yu",
                "Chen Gao Huang Li Lin Liu Sun Tang Wang Wu Xu Zhang Zhao Zhou", True),
    "Korean": ("Ji-hoon Min-jun Seo-yeon Sung-ho Hye-jin Jae-won Yuna Dong-hyun", "Choi Jung Kang Kim Lee Park Yoon", True),
    "Japanese": ("Akira Haruka Hiroshi Kenji Naoko Satoshi Yuki Takumi", "Fujimoto Ishikawa Kobayashi Nakamura Sato Tanaka", True),
    "Indian": ("Aditya Ananya Deepa Karthik Meera Priya Rahul Sanjay Vikram Neha",
               "Agarwal Banerjee Iyer Krishnamurthy Mehta Patel Raman Sharma Subramanian", False),
    "French": ("Amélie Benoît Camille François Hélène Jean-Luc Mathieu Sébastien", "Bélanger Delacroix Lefèvre Moreau Rousseau de~Villiers Le~Goff", False),
    "German": ("Jürgen Käthe Lukas Matthias Sabine Stefan Ulrike Jörg", "Bäcker Großmann Hofmann Müller Schäfer von~Arnim Weiß Zöllner", False),
    "Spanish": ("Álvaro Inés José Lucía María Rodrigo Tomás Ximena", "Castañeda Delgado Fernández Herrera Muñoz de~la~Fuente Ibáñez", False),
    "Slavic": ("Aleksandra Dmitri Ilya Katarzyna Łukasz Mikhail Nadezhda Petr", "Dvořák Kowalczyk Lebedev Nowak Petrov Sokolova Wójcik Zaremba", False),
    "Nordic": ("Åsa Bjørn Freja Henrik Ingrid Lars Søren Sigrid", "Ångström Bjørnson Eriksen Lindqvist Østergaard Nyström Sørensen", False),
    "Dutch": ("Anneke Bram Femke Joost Marieke Ruud", "de~Vries Jansen van~den~Berg van~Dijk Bakker Hoekstra", False),
    "Arabic": ("Ahmed Fatima Khaled Leila Mohammed Nour Omar Yasmin", "Al-Farsi El-Sayed Haddad Khalil Mansour Nasser", False),
    "Turkish": ("Ayşe Çağlar Emre Gökhan Özlem Şule", "Çelik Doğan Güneş Öztürk Şahin Yıldız", False),
    "African": ("Adaeze Chidi Kwame Ngozi Olumide Thandiwe", "Adeyemi Boateng Mbeki Nwosu Okafor Okonkwo", False),
    "Hungarian": ("Ágnes Bence Gábor Katalin László Zsófia", "Horváth Kovács Nagy Szabó Tóth Varga", True),
}  # fmt: skip
FIRST = ["Amber", "Basalt", "Cobalt", "Drift", "Ember", "Fathom", "Granite", "Harbor", "Indigo", "Juniper", "Kestrel", "Lumen", "Meridian", "Nimbus", "Obsidian", "Pilot", "Quarry", "Ridge", "Sable", "Tundra", "Umber", "Vellum", "Willow", "Yarrow", "Zephyr"]  # fmt: skip
SECOND = ("Robotics", "AI", "Labs", "Systems", "Compute", "Research", "Dynamics", "Computing")
TITLES = ("chief executive", "chief scientist", "chief technology officer", "vice president of research", "head of safety",
          "research scientist", "research director", "member of technical staff", "head of infrastructure",
          "general counsel", "chief financial officer", "director of policy", "principal engineer")  # fmt: skip
#: What namesakes do who have nothing to do with this industry.
OUTSIDE = ("violinist", "head chef", "city councillor", "goalkeeper", "chief executive", "marketing manager",
           "professor of history", "store manager", "vice president of sales", "paediatrician", "director")  # fmt: skip
OUTSIDE_PLACES = ("Belmont Hotels", "Corrib Bakery", "Larkfield Town Council", "Stanmore United", "Ostrava Philharmonic",
                  "Pellham Stores", "Norwick College", "Tidewater Insurance")  # fmt: skip
